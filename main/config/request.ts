/** Headers and body as they are sent: variables put in, a mapping turned into JSON. */
import type { Service } from '../monitor/model.ts';
import { isRecord } from './answer-fields.ts';
import type { Environment } from './environment.ts';
import { expand } from './environment.ts';
import type { Finding, Path } from './problem.ts';
import type { ServiceInput } from './service-schema.ts';

const noHeaders: Readonly<Record<string, string>> = {};

type Context = { readonly environment: Environment; readonly findings: Finding[]; readonly warnings: Finding[] };

export function resolveRequest(
  input: ServiceInput,
  path: Path,
  { environment, findings, warnings }: Context,
): Pick<Service, 'method' | 'headers' | 'body'> {
  const method = input.method ?? 'GET';
  const put = (text: string, at: Path): string => {
    const { text: expanded, faults } = expand(text, environment);
    for (const message of faults) findings.push({ path: at, message });
    return expanded;
  };
  let headers = noHeaders;
  if (input.headers !== undefined) {
    headers = Object.fromEntries(
      Object.entries(input.headers).map(([name, value]) => {
        const at = [...path, 'headers', name];
        const expanded = put(value, at);
        if (!isHeaderValue(expanded)) {
          findings.push({
            path: at,
            message: 'holds a line break, or a character that no header can carry: remove it',
          });
        }
        return [name, expanded];
      }),
    );
  }
  if (input.body === undefined) return { method, headers };
  if (input.method === undefined) {
    warnings.push({
      path: [...path, 'body'],
      message: 'is sent with GET, as no method is given: most services want method: POST',
      atKey: true,
    });
  }
  if (typeof input.body === 'string') return { method, headers, body: put(input.body, [...path, 'body']) };
  const body = JSON.stringify(expandWithin(input.body, [...path, 'body'], put));
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return { method, headers: hasType ? headers : { ...headers, 'Content-Type': 'application/json' }, body };
}

/** Replaces in every text, however deep; keys stay as they are. */
function expandWithin(value: unknown, at: Path, put: (text: string, at: Path) => string): unknown {
  if (typeof value === 'string') return put(value, at);
  if (Array.isArray(value)) return value.map((entry: unknown, index) => expandWithin(entry, [...at, index], put));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, expandWithin(entry, [...at, key], put)]));
}

function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
