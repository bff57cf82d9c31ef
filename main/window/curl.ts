/** A check of a service as a command for a shell, so that a person can make it by hand. Pure. */
import type { Service } from '../monitor/model.ts';
import { type Piece, quotedPieces, quotedText } from './shell-words.ts';
import type { ShownRequest } from './written-request.ts';

export type Asked = Pick<Service, 'url' | 'method' | 'tls' | 'followRedirects' | 'timeoutMs'>;

/** Sends what the check sends: curl's own additions are taken back, and the program's are given. */
export function curlCommand(service: Asked, request: ShownRequest, userAgent: string): string {
  const { url, globbing, credentials } = addressOf(service.url);
  const { headers, body } = request;
  const given = (wanted: string) => headers.some(({ name }) => name.toLowerCase() === wanted);
  return [
    'curl',
    `--max-time ${service.timeoutMs / 1_000}`,
    ...(service.followRedirects ? ['-L'] : []),
    ...(service.tls.verify ? [] : ['-k']),
    ...(globbing ? ['-g'] : []),
    ...methodOf(service.method, body),
    ...(credentials && !given('authorization') ? [`--user '***'`] : []),
    ...(given('user-agent') ? [] : [`-A ${quotedText(userAgent)}`]),
    ...headers.map(({ name, value }) => `-H ${quotedPieces(headerPieces(name, value))}`),
    ...bodyOf(service.method, body, given('content-type')),
    quotedText(url),
  ].join(' ');
}

/** curl takes brackets and braces for lists of addresses, and a password in an address would be seen by everybody. */
function addressOf(address: string): {
  readonly url: string;
  readonly globbing: boolean;
  readonly credentials: boolean;
} {
  const url = URL.parse(address);
  if (url === null) return { url: address, globbing: true, credentials: false };
  const credentials = url.username !== '' || url.password !== '';
  url.username = '';
  url.password = '';
  url.hash = '';
  return { url: url.href, globbing: /[[\]{}]/.test(url.href), credentials };
}

/** A body makes curl send a POST, and one that is told by name would be kept through redirects that end it. */
function methodOf(method: string, body: readonly Piece[] | undefined): readonly string[] {
  if (method === 'HEAD') return ['-I'];
  if (method === 'POST' || (method === 'GET' && body === undefined)) return [];
  return [`-X ${quotedText(method)}`];
}

/** curl takes a header without a value for one to leave out, unless a semicolon ends it. */
function headerPieces(name: string, value: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = value;
  if (first === undefined) return [{ text: `${name};` }];
  return 'text' in first ? [{ text: `${name}: ${first.text}` }, ...rest] : [{ text: `${name}: ` }, ...value];
}

function bodyOf(method: string, body: readonly Piece[] | undefined, hasType: boolean): readonly string[] {
  if (method === 'HEAD' || (body === undefined && method !== 'POST')) return [];
  // Else it says that the body is a form.
  return [...(hasType ? [] : [`-H 'Content-Type:'`]), `--data-raw ${quotedPieces(body ?? [])}`];
}
