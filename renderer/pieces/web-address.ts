/** Whether an address is a page of the web. No other scheme may become a link: its author need not be whoever clicks. Pure. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
