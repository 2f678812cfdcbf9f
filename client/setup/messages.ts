/** What the page does at a click. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'copy'; readonly field: string; readonly part: number }
  | { readonly kind: 'tick'; readonly field: string; readonly done: boolean }
  | { readonly kind: 'show'; readonly field: string }
  | { readonly kind: 'open-action' | 'reset' }
  /** `field` is empty where it is to be found out. */
  | { readonly kind: 'compare'; readonly text: string; readonly field: string }
  | { readonly kind: 'difference'; readonly at: number };

/** `html`: markup, escaped by whoever made it. */
export type ToPage =
  | {
      readonly kind: 'sheet';
      readonly html: string;
      /** Kept by the page, so that the panel can be made again after a restart. */
      readonly action: string;
      readonly fields: readonly { readonly id: string; readonly title: string }[];
    }
  | { readonly kind: 'differences'; readonly html: string }
  | { readonly kind: 'announce'; readonly text: string };
