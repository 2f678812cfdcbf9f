import type { RemedyAction } from './failures';
import type { TextName } from './texts';

/** What a button or a key does with the send that is shown. */
export type PageAction =
  | RemedyAction
  | 'send'
  | 'send-again'
  | 'copy-curl'
  | 'remove'
  | 'show-place'
  | 'show-cause'
  | 'fix';

/** From the page to the extension. */
export type PageMessage =
  | { readonly kind: 'ready' | 'select' }
  | { readonly kind: 'copy' | 'open' | 'save' | 'compare'; readonly name: TextName }
  | { readonly kind: 'copy-text'; readonly text: string }
  /** `at`: which explanation; `fix`: which of its fixes. */
  | { readonly kind: 'do'; readonly action: PageAction; readonly at: number; readonly fix: number };

/** Every message names the send it is about, so that the extension need not know which one is shown. */
export type FromPage = PageMessage & { readonly id?: string | undefined };

/** From the extension to the page; `html` comes escaped from our own templates. */
export type ToPage =
  | { readonly kind: 'list'; readonly html: string; readonly selected?: string | undefined }
  /** `isNews`: an answer that says what is wrong has just come, and is shown whatever tab was open. */
  | { readonly kind: 'details'; readonly id: string; readonly html: string; readonly isNews: boolean }
  /** A send has come, or something was copied. */
  | { readonly kind: 'announce'; readonly text: string }
  | { readonly kind: 'focus' };
