/** Whether an address may be handed to the system's browser: web pages, and no other program's business. Pure. */
export function isExternalLink(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') && parsed.hostname !== '';
}
