/** Makes text from servers and configuration harmless in Slack's markup, and keeps it within Slack's limits. */

const wordJoiner = '\u2060';

/** Enough to fill any limit after whitespace has collapsed; the rest of a huge text is never looked at. */
const longestLookedAt = 20_000;

/** Control characters, line breaks of every kind, and the marks that turn text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
const unruly = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g;
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const callsEverybody = /@(?=(?:channel|here|everyone|group)\b)/gi;
const opensMarkup = /<(?=[!@#])/g;

/** One line that reads as it was, but in which nothing turns the text around or can call anybody, in any of Slack's fields. */
export function oneLine(text: string): string {
  return text
    .slice(0, longestLookedAt)
    .toWellFormed()
    .replace(direction, '')
    .replace(unruly, ' ')
    .trim()
    .replace(callsEverybody, `@${wordJoiner}`)
    .replace(opensMarkup, `<${wordJoiner}`);
}

/** At most `limit` UTF-16 units, ending in "…" where something is missing, never within a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit - 1;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** For Slack's `plain_text`, which knows no markup; never empty, because Slack refuses an empty text. */
export function plainText(text: string, limit: number): string {
  return cut(oneLine(text), limit) || '–';
}

/** Slack has no escape for its formatting characters, so that those that would format give way to their likes. */
const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ' };
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const special = /[&<>*~`_]/g;
const wordCharacter = /[\p{L}\p{N}]/u;

/** For `mrkdwn`: at most `limit` characters after escaping, no entity cut in half; underscores within words stay. */
export function mrkdwn(text: string, limit: number): string {
  const line = oneLine(text);
  const escaped = line.replace(special, (character, at: number) => {
    if (character === '_' && wordCharacter.test(line[at - 1] ?? '') && wordCharacter.test(line[at + 1] ?? ''))
      return '_';
    return entities[character] ?? lookAlikes[character] ?? character;
  });
  // At the start of a line even an escaped > makes a quotation.
  const harmless = escaped.startsWith('&gt;') ? wordJoiner + escaped : escaped;
  if (harmless.length <= limit) return harmless || '–';
  return `${cut(harmless, limit)
    .slice(0, -1)
    .replace(/&[a-z]*$/, '')
    .trimEnd()}…`;
}

/** What Slack takes at most in a link, and more than any address that is meant to be clicked. */
const longestLink = 2_000;

/** What may stand in a Slack link as it is: printable ASCII but for quotes, angle brackets, bars and their like. */
const addressCharacters = /^[!#-;=?-[\]_a-z~]+$/;

/** The address as something Slack and browsers can follow, without the user or password it may hold; undefined if it is no web address. */
export function webAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  const secret = url.username !== '' || url.password !== '';
  if (secret) {
    url.username = '***';
    url.password = '';
  }
  const asWritten = !secret && addressCharacters.test(text);
  const address = asWritten ? text : url.href.replace(/[|`^<>"\\]/g, (character) => encodeURIComponent(character));
  return address.length > longestLink ? undefined : address;
}

/** A `mrkdwn` link of at most `limit` characters, or the text itself, harmless and cut, where it is no web address or too long. */
export function link(text: string, limit = longestLink): string {
  const address = webAddress(text);
  const markup = address === undefined ? undefined : `<${address.replaceAll('&', '&amp;')}>`;
  return markup !== undefined && markup.length <= limit ? markup : mrkdwn(address ?? text, limit);
}

/** `mrkdwn` in a fixed pitch, within which nothing formats; for identifiers that are to be copied. */
export function code(text: string): string {
  return `\`${oneLine(text).replace(/[&<>`]/g, (character) => entities[character] ?? '')}\``;
}

/** A time that each reader sees in their own zone and language; old clients show ISO 8601. */
export function date(at: number, format = '{date_short_pretty} {time_secs}'): string {
  return `<!date^${Math.floor(at / 1000)}^${format}|${new Date(at).toISOString()}>`;
}
