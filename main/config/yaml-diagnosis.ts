/** The slow and careful reading of a YAML file that has problems: all of its errors, and where everything stands. */
import type { Document } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { isRecord } from './answer-fields.ts';
import type { Finding, Path, Problem } from './problem.ts';
import { formatPath, withoutSecrets } from './problem.ts';

export type Diagnosis = {
  /** Errors of the YAML itself: with one of them no value can be trusted. */
  readonly syntax: readonly Problem[];
  readonly duplicates: readonly Problem[];
  value(): unknown;
  locate(finding: Finding): Problem;
};

export function diagnose(text: string, file: string): Diagnosis {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: false, prettyErrors: false });
  const problemAt = (offset: number, path: string, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, path, message };
  };
  const lineOf = (path: Path) => lines.linePos(offsetOf(document, path, false)).line;
  return {
    syntax: document.errors.map((error) => problemAt(error.pos[0], '', syntaxMessage(error.code, error.message))),
    duplicates: duplicates(document, (offset) => lines.linePos(offset).line).map(({ offset, path, message }) =>
      problemAt(offset, path, message),
    ),
    value: () => withTextualHeaders(document),
    locate: ({ path, message, atKey = false, refersTo }) =>
      problemAt(
        offsetOf(document, path, atKey),
        formatPath(path),
        refersTo === undefined ? message : message.replace('{line}', `${lineOf(refersTo)}`),
      ),
  };
}

const remedies: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  BLOCK_AS_IMPLICIT_KEY: 'put text that contains ": " in quotes, and check the indentation',
  MULTIPLE_DOCS: 'remove everything from the second "---" on',
  MULTILINE_IMPLICIT_KEY: 'a key is missing its ":", or a quote is not closed',
};

/** Only the first sentence, and nothing of the text itself, which may be a secret. */
function syntaxMessage(code: string, message: string): string {
  const said = withoutSecrets(message.replace(/(?:: "|;).*$/s, '').replace(/\s+/g, ' '));
  const remedy = remedies[code];
  return `not valid YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}${remedy === undefined ? '' : ` (${remedy})`}`;
}

type Place = { readonly offset: number; readonly path: string; readonly message: string };

function duplicates(document: Document, lineAt: (offset: number) => number): readonly Place[] {
  const found: Place[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue;
        if (typeof key.value === 'symbol') continue; // A merge key, of which there may be several.
        const name = String(key.value);
        const before = seen.get(name);
        if (before === undefined) seen.set(name, key.range[0]);
        else {
          const path = formatPath([...pathOf([...ancestors, map]), name]);
          found.push({
            offset: key.range[0],
            path,
            message: `is already given on line ${lineAt(before)}: remove one of them`,
          });
        }
      }
    },
  });
  return found;
}

/** The path of the last of these nodes, each of which is inside the one before. */
function pathOf(chain: readonly unknown[]): Path {
  const path: (string | number)[] = [];
  for (const [index, node] of chain.entries()) {
    const parent = chain[index - 1];
    if (isSeq(parent)) path.push(parent.items.indexOf(node));
    else if (isPair(node)) path.push(isScalar(node.key) ? String(node.key.value) : '?');
  }
  return path;
}

/** Where the value at the path begins, or its key, or what comes nearest to it: the mapping in which it is missing. */
function offsetOf(document: Document, path: Path, atKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, part] of path.entries()) {
    node = target(document, node);
    const last = index === path.length - 1;
    if (isSeq(node)) {
      node = typeof part === 'number' ? node.items[part] : undefined;
    } else {
      const pair = findPair(document, node, `${part}`);
      const key = startOf(pair?.key);
      if (last && atKey && key !== undefined) return key;
      node = pair?.value;
      // A value that was left out has no place of its own.
      if (isScalar(node) && node.value === null && !node.source) return key ?? offset;
    }
    const start = startOf(node);
    if (start === undefined) return offset;
    offset = start;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
  return range?.[0];
}

function target(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** Also one that was merged in with `<<`. */
function findPair(
  document: Document,
  node: unknown,
  name: string,
): { readonly key: unknown; readonly value: unknown } | undefined {
  if (!isMap(node)) return undefined;
  const isNamed = (wanted: string) => (pair: { readonly key: unknown }) =>
    isScalar(pair.key) && String(pair.key.value) === wanted;
  const own = node.items.findLast(isNamed(name));
  if (own !== undefined) return own;
  for (const merge of node.items.filter(
    (pair) => isScalar(pair.key) && (pair.key.value === '<<' || typeof pair.key.value === 'symbol'),
  )) {
    const merged = target(document, merge.value);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const pair = findPair(document, target(document, source), name);
      if (pair !== undefined) return pair;
    }
  }
  return undefined;
}

/** The values, except that a number in a service's `headers` stays as it was written: 1.10 is not 1.1 there. */
function withTextualHeaders(document: Document): unknown {
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  const services = isRecord(value) ? value.services : undefined;
  if (!Array.isArray(services)) return value;
  const textual = services.map((service: unknown, index) => {
    const headers = isRecord(service) ? service.headers : undefined;
    if (!isRecord(service) || !isRecord(headers)) return service;
    const written = Object.entries(headers).map(([name, given]) => {
      const node = typeof given === 'number' ? nodeAt(document, ['services', index, 'headers', name]) : undefined;
      return [name, isScalar(node) && node.source ? node.source : given];
    });
    return { ...service, headers: Object.fromEntries(written) };
  });
  return isRecord(value) ? { ...value, services: textual } : value;
}

function nodeAt(document: Document, path: Path): unknown {
  return path.reduce<unknown>((node, part) => {
    const inside = target(document, node);
    return isSeq(inside) && typeof part === 'number'
      ? inside.items[part]
      : findPair(document, inside, `${part}`)?.value;
  }, document.contents);
}
