/** What may be handed on, made out of what may not: secrets, and who somebody is, are cut out of a text. Pure. */
import type { Environment } from '../config/environment.ts';

export type Private = {
  /** None of its values stays in the text. */
  readonly environment: Environment;
  /** The user's folder, absolute; its name tends to be that of a person. */
  readonly home: string;
  /** Further values that are to be cut out, whatever they look like. */
  readonly secrets: readonly string[];
};

/** Shorter ones are words and numbers that stand in any text. */
const shortestValue = 6;
/** Of these the values are no secret, and are in every path. */
const openVariables = /^(?:HOME|USERPROFILE|PWD|OLDPWD|INIT_CWD|npm_package_.*|npm_lifecycle_.*)$/i;

/**
 * Cuts out rather too much than too little: values of variables and secrets that are known, then whatever looks like a
 * token, a password, a key, or an address with more than an origin, at last the user's folder and its name.
 */
export function redact(text: string, { environment, home, secrets }: Private): string {
  const known = [
    ...secrets.filter((secret) => secret !== '').map((secret) => ({ value: secret, mark: '[secret]' })),
    ...Object.entries(environment).flatMap(([name, value = '']) =>
      value.length < shortestValue || openVariables.test(name) ? [] : { value, mark: `[$${name}]` },
    ),
  ];
  const hidden = withoutKnown(text.replace(placeholder, ''), known);
  const rest = withoutHome(withoutKeys(withoutAddresses(withoutNamed(hidden))), home);
  return rest.replace(placeholder, (sign) => known[(sign.codePointAt(0) ?? 0) - firstPlaceholder]?.mark ?? '');
}

type Known = { readonly value: string; readonly mark: string };

/** Of those characters that stand for nothing, one for each value. */
const firstPlaceholder = 0xf0000;
const placeholder = /[\u{f0000}-\u{ffffd}]/gu;

/** A mark would look like the name of a secret, behind which everything is cut out: it comes at the end. */
function withoutKnown(text: string, known: readonly Known[]): string {
  // What is a part of something longer comes after it.
  const byLength = known
    .map(({ value }, index) => ({ value, index }))
    .toSorted((a, b) => b.value.length - a.value.length);
  return byLength.reduce((rest, { value, index }) => {
    const written = new Set([value, JSON.stringify(value).slice(1, -1), encodedOf(value)]);
    return [...written].reduce(
      (all, form) => all.replaceAll(form, () => String.fromCodePoint(firstPlaceholder + index)),
      rest,
    );
  }, text);
}

/** Half a character has no such form. */
function encodedOf(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

const secretName =
  '(?:authorization|cookie|token|secret|passw(?:or)?d|passwd|pwd|passphrase|credential|api[-_]?key|access[-_]?key|private[-_]?key|signature|session[-_]?id)[\\w.-]{0,40}';
/** As in JSON, in a header, in a form, and in a list of names and values. */
const assignment = '["\'`\\\\\\]]*\\s*(?::|=>?|,)\\s*';
/** Up to the end of what is quoted, else of the line. */
const assigned = '"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\'|[^\\n]+';
const named = new RegExp(`(${secretName}${assignment})(?:${assigned})`, 'gi');
const scheme = /\b(bearer|basic|digest|negotiate)\s+([\w.~+/=-]{6,})/gi;

function withoutNamed(text: string): string {
  return text
    .replace(named, '$1…')
    .replace(scheme, (whole, name: string, value: string) => (/[A-Z\d=]/.test(value) ? `${name} …` : whole));
}

const address =
  /\b(?!file:)([a-z][a-z\d+.-]{0,20}:\/\/)(?:[^\s<>]*@)?((?:\[[\da-f:.]+\]|[\w.-]*)(?::\d+)?)[^\s"'<>`]*/gi;
const fileAddress = /\b(file:\/\/[^\s"'<>`?#]*)[?#][^\s"'<>`:]*/gi;

/** A path, a query, and what stands before an at sign may each be as good as a password. */
function withoutAddresses(text: string): string {
  return text.replace(address, cutAddress).replace(fileAddress, '$1?…');
}

function cutAddress(address: string, scheme: string, host: string): string {
  const origin = `${scheme}${host}`;
  if (address === origin || address === `${origin}/`) return address;
  // What ends the sentence or closes a bracket is no part of it.
  const [end = ''] = /[),.;:\]}]*$/.exec(address) ?? [];
  return `${origin}/…${end}`;
}

const block = /-----BEGIN [A-Z\d ]+-----[\s\S]*?(?:-----END [A-Z\d ]+-----|$)/g;
const slack = /x(?:ox[a-z]?|app)(?:\.xox[a-z])?-[\w.%-]+/gi;
const jwt = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g;
const uuid = /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi;
const hexadecimal = /\b[\da-f]{32,}\b/gi;
const base64 = /[A-Za-z\d+/]{39,}={0,2}/g;
const word = /[\w-]{20,}/g;

function withoutKeys(text: string): string {
  return text
    .replace(block, '[key]')
    .replace(slack, (token) => `${token.slice(0, 3)}…`)
    .replace(jwt, '[key]')
    .replace(uuid, '[key]')
    .replace(hexadecimal, '[key]')
    .replace(base64, (run) => (isBase64(run) ? '[key]' : run))
    .replace(word, (run) => (isRandom(run) ? '[key]' : run));
}

/** A path has slashes too, and no other of its signs. */
function isBase64(run: string): boolean {
  const isMixed = /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);
  return isMixed && (/[+=]/.test(run) || (run.match(/\//g)?.length ?? 0) <= 1);
}

/** Whoever gives names puts digits at the end of a word, if at all. */
function isRandom(run: string): boolean {
  return (run.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0) >= 3 || /^[A-Za-z\d]{40,}$/.test(run);
}

function withoutHome(text: string, home: string): string {
  const path = home.replace(/[\\/]+$/, '');
  const name = path.split(/[\\/]/).at(-1) ?? '';
  if (path.length < 2 || name === '') return text;
  const written = [
    path,
    path.replaceAll('\\', '\\\\'),
    path.replaceAll('\\', '/'),
    encodeURI(path.replaceAll('\\', '/').toWellFormed()),
  ];
  const rest = [...new Set(written)].reduce((all, form) => all.replace(wordOf(form), '~'), text);
  // Also as it stands in other paths, and as old programs on Windows shorten it; that of the administrator says nothing.
  if (name === 'root' || name.length < 2) return rest;
  return rest.replace(wordOf(name), '[user]').replace(wordOf(`${name.slice(0, 6)}~1`), '[user]');
}

/** Not as a part of another name. */
function wordOf(text: string): RegExp {
  const literal = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])`, 'giu');
}
