/** The address without the user and password that it may hold, which leave the program for the service alone. */
export function shownUrl(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/?#\\]*@/i, '$1***@');
}
