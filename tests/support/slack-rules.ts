/** What Slack refuses in a message, and whom a message calls: the part of Slack that reads messages. */

export type Json = Readonly<Record<string, unknown>>;

export type MessageContent = {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  readonly metadata?: unknown;
};

const knownBlocks = new Set([
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'rich_text',
  'section',
  'table',
  'video',
]);
const longestMessage = 40_000;
const longestContent = 13_200;

/** The code with which Slack would refuse the message, and why, or undefined. */
export function refusalOf(
  content: MessageContent,
): { readonly error: string; readonly messages: readonly string[] } | undefined {
  const { text, blocks, attachments } = content;
  if (text === '' && blocks.length === 0 && attachments.length === 0) return refuse('no_text');
  if (text.length > longestMessage) return refuse('msg_too_long');
  if (attachments.length > 100) return refuse('too_many_attachments');
  const all = [...blocks, ...attachments.flatMap((attachment) => records(attachment.blocks))];
  if (all.length > 50) return refuse('invalid_blocks', `no more than 50 items allowed [${all.length}]`);
  const problems = all.flatMap(blockProblems);
  if (problems.length > 0) return refuse('invalid_blocks', ...problems);
  const size = JSON.stringify(blocks).length + JSON.stringify(attachments).length;
  if (size > longestContent) return refuse('msg_blocks_too_long', `blocks and attachments hold ${size} characters`);
  if (content.metadata !== undefined && !isMetadata(content.metadata)) return refuse('invalid_metadata_format');
  return undefined;
}

function refuse(error: string, ...problems: string[]) {
  return { error, messages: problems.map((problem) => `[ERROR] ${problem}`) };
}

function blockProblems(block: Json): string[] {
  const { type } = block;
  if (typeof type !== 'string' || !knownBlocks.has(type)) return [`unsupported type: ${String(type)}`];
  switch (type) {
    case 'header':
      return isRecord(block.text) && block.text.type === 'plain_text'
        ? textProblems(block.text, 150)
        : ['header: text must be plain_text'];
    case 'section': {
      const fields = records(block.fields);
      if (block.text === undefined && fields.length === 0) return ['section: missing text'];
      if (fields.length > 10) return ['section: no more than 10 fields allowed'];
      const own = block.text === undefined ? [] : textProblems(block.text, 3_000);
      return [...own, ...fields.flatMap((field) => textProblems(field, 2_000))];
    }
    case 'context': {
      const elements = records(block.elements);
      if (elements.length === 0 || elements.length > 10) return ['context: 1 to 10 elements'];
      return elements.flatMap((element) => (element.type === 'image' ? [] : textProblems(element, 3_000)));
    }
    case 'actions': {
      const elements = records(block.elements);
      if (elements.length === 0 || elements.length > 25) return ['actions: 1 to 25 elements'];
      return elements.flatMap(buttonProblems);
    }
    default:
      return [];
  }
}

function buttonProblems(button: Json): string[] {
  if (button.type !== 'button') return [];
  const problems = textProblems(button.text, 75);
  if (isRecord(button.text) && button.text.type !== 'plain_text') problems.push('button: text must be plain_text');
  if (button.url !== undefined) {
    const url = typeof button.url === 'string' && button.url.length <= 3_000 ? URL.parse(button.url) : null;
    if (url === null) problems.push('button: invalid url');
  }
  return problems;
}

function textProblems(text: unknown, limit: number): string[] {
  if (!isRecord(text) || (text.type !== 'plain_text' && text.type !== 'mrkdwn'))
    return ['text must be plain_text or mrkdwn'];
  if (typeof text.text !== 'string' || text.text.length === 0) return ['must be more than 0 characters'];
  if (text.text.length > limit) return [`must be less than ${limit + 1} characters`];
  if (text.type === 'mrkdwn' && /&(?!(?:amp|lt|gt);)/.test(text.text))
    return [`an ampersand is not escaped: ${text.text}`];
  return [];
}

/** Whom Slack calls: what stands as markup in text that is shown, `text` counting only where no blocks replace it. */
export function mentionsIn(content: MessageContent): readonly string[] {
  const shown: string[] = content.blocks.length === 0 ? [content.text] : [];
  collectMarkup(content.blocks, shown);
  // In attachments Slack shows mentions but calls nobody.
  return shown.flatMap((text) => text.match(/<(?:!(?:channel|here|everyone)|!subteam\^\w+|@\w+)(?:\|[^>]*)?>/g) ?? []);
}

function collectMarkup(value: unknown, found: string[]): void {
  if (Array.isArray(value)) for (const item of value) collectMarkup(item, found);
  else if (isRecord(value)) {
    if (value.type === 'mrkdwn' && typeof value.text === 'string') found.push(value.text);
    else for (const item of Object.values(value)) collectMarkup(item, found);
  }
}

/** Everything that can be read in a message, from top to bottom, as one text. */
export function readable(content: MessageContent): string {
  const lines: string[] = [];
  collectText(content.blocks, lines);
  for (const attachment of content.attachments) collectText(attachment.blocks, lines);
  return lines.length === 0 ? content.text : lines.join('\n');
}

function collectText(value: unknown, lines: string[]): void {
  if (Array.isArray(value)) for (const item of value) collectText(item, lines);
  else if (isRecord(value)) {
    if (typeof value.text === 'string') lines.push(value.text);
    else for (const item of Object.values(value)) collectText(item, lines);
    if (typeof value.url === 'string') lines.push(value.url);
  }
}

function isMetadata(value: unknown): boolean {
  return isRecord(value) && typeof value.event_type === 'string' && isRecord(value.event_payload);
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function records(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
