/** The window's icons: 16 pixels, one stroke, the colour of the text around them. */

const paths = {
  back: 'M9.75 3.25 5 8l4.75 4.75',
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  close: 'm4 4 8 8m0-8-8 8',
  check: 'M13.5 8A5.5 5.5 0 1 1 11.7 3.9M13.5 2v3h-3',
  acknowledge: 'm3 8.5 3.25 3.25L13 4.75',
  snooze: 'M8 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm0-8.5v3.25l2 1.25M2 4l2-2m10 2-2-2',
  pause: 'M5.5 3.5v9m5-9v9',
  play: 'M5 3.25v9.5L12.5 8z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  down: 'M3.5 6 8 10.5 12.5 6',
  right: 'm6 3.5 4.5 4.5L6 12.5',
  plus: 'M8 3v10M3 8h10',
  edit: 'M10.75 2.75 13.25 5.25 5.5 13H3v-2.5zM9 4.5 11.5 7',
  copy: 'M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M7 7v4m2-4v4',
  drag: 'M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01',
  link: 'M9.5 3H13v3.5M13 3 7.5 8.5M11 9.5V13H3V5h3.5',
  export: 'M8 10V2.5M5 5.25 8 2.25l3 3M3 9.5V13h10V9.5',
  folder: 'M2 4.5V13h12V5.5H8L6.5 3.5H2z',
  lock: 'M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.75V11M8 5h.01',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
} as const;

export type IconName = keyof typeof paths;

/** Says nothing to those who listen: what it stands for is said in words. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The application's mark: the ok circle with a pulse cut out of it. */
export function ProductMark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" class="product-mark">
      <circle cx="10" cy="10" r="8.5" fill="currentColor" />
      <path
        d="M1 10.5h5l1.9-4.2 3.4 8 2.1-5.6.9 1.8H19"
        fill="none"
        stroke="var(--page)"
        stroke-width="1.75"
        stroke-linejoin="round"
      />
    </svg>
  );
}
