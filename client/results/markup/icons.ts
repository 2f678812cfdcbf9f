/** Drawn on 16 by 16, in the colour of the text: a font of icons would weigh more than the rest of the page. */
const paths = {
  again: 'M12.9 6.2A5.3 5.3 0 1 0 13.2 9.2M13.2 2.5v3.8H9.4',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  compare: 'M3.5 2.5v7a2 2 0 0 0 2 2H9M7 9.5l2 2l-2 2M12.5 13.5v-7a2 2 0 0 0-2-2H7M9 2.5l-2 2l2 2',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  curl: 'M1.5 2.5h13v11h-13zM4 5.5L6.5 8L4 10.5M8 10.5h4',
  find: 'M10.5 6.5a4 4 0 1 1-8 0a4 4 0 1 1 8 0zM9.4 9.4L13.5 13.5',
  fold: 'M5 2.5l3 3l3-3M2.5 8h11M5 13.5l3-3l3 3',
  history: 'M13.5 8a5.5 5.5 0 1 1-11 0a5.5 5.5 0 1 1 11 0zM8 4.5V8.3L10.5 9.8',
  next: 'M8 3v9.5M4 8.5l4 4l4-4',
  open: 'M9.5 1.5h-6v13h9V4.5zM9.5 1.5v3h3',
  previous: 'M8 13V3.5M4 7.5l4-4l4 4',
  save: 'M2.5 2.5h9l2 2v9h-11zM5.5 2.5v3.5h4V2.5M4.5 13.5v-4.5h7v4.5',
} as const;

/** Partials by name: `{{> icon-copy}}`. */
export const icons: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(paths).map(([name, path]) => [
    `icon-${name}`,
    `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`,
  ]),
);
