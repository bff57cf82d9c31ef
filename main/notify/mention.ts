/** Who is called when a critical service is down. */

const single = [
  { pattern: /^(?:<!|@)?(here|channel|everyone)>?$/i, markup: (name: string) => `<!${name.toLowerCase()}>` },
  {
    pattern: /^(?:<!subteam\^|@)?(S[A-Z0-9]{2,})(?:\|[^>]*)?>?$/i,
    markup: (id: string) => `<!subteam^${id.toUpperCase()}>`,
  },
  { pattern: /^(?:<@|@)?([UW][A-Z0-9]{2,})(?:\|[^>]*)?>?$/i, markup: (id: string) => `<@${id.toUpperCase()}>` },
] as const;

export type Mention = { readonly ok: true; readonly markup: string } | { readonly ok: false; readonly problem: string };

/**
 * Reads `here`, `@channel`, `<!everyone>`, a user such as `U012AB3CD` or `<@U012AB3CD>`, a group such as `S012AB3CD`, or
 * several of them separated by spaces or commas, and gives the markup on which Slack acts.
 */
export function parseMention(text: string): Mention {
  const names = text.split(/[\s,;]+/).filter((name) => name !== '');
  const markups: string[] = [];
  for (const name of names) {
    const markup = markupOf(name);
    if (markup === undefined) {
      return {
        ok: false,
        problem: `slack.mention: "${name}" names nobody Slack knows; write here, channel, everyone, a user id (U…) or a user group id (S…), as "Copy member ID" in Slack gives it`,
      };
    }
    markups.push(markup);
  }
  return markups.length === 0
    ? { ok: false, problem: 'slack.mention is empty' }
    : { ok: true, markup: markups.join(' ') };
}

function markupOf(name: string): string | undefined {
  for (const { pattern, markup } of single) {
    const found = pattern.exec(name)?.[1];
    if (found !== undefined) return markup(found);
  }
  return undefined;
}
