/** What stands within a failure's sentence: places, times, values, and text of a stranger, which stays as it is. */
import { type Reader, rewriter } from './french-template.ts';
import { colon, gap, guillemets } from './french-typography.ts';

const text: Reader = (it) => it;

const fitting =
  (form: RegExp): Reader =>
  (it) =>
    form.test(it) ? it : undefined;

const token = fitting(/^\S+$/);

/** "10.1.2.3:443", "the proxy 10.1.2.3:3128", or one through the other. */
function place(it: string): string | undefined {
  const found = /^(?:(\S+) through )?(the proxy )?(\S+)$/.exec(it);
  if (found === null) return undefined;
  const [, before, proxy, other = ''] = found;
  return `${before === undefined ? '' : `${before} via `}${proxy === undefined ? '' : 'le proxy '}${other}`;
}

/** A place with a port: what comes before a colon may be anything else. */
const peer: Reader = (it) => (/:\d+$/.test(it) ? place(it) : undefined);

const time = (it: string): string => it.replace('.', ',').replace(' ', gap);

/** " after 10 s (DNS 2 ms, first byte 11 ms)", either part or none of it. */
function timing(it: string): string | undefined {
  const found = /^(?: after ([\d.]+ m?s))?(?: \(([^()]*)\))?$/.exec(it);
  if (found === null) return undefined;
  const [, limit, phases] = found;
  const exceeded = limit === undefined ? 'délai dépassé' : `délai de ${time(limit)} dépassé`;
  const told = phases?.split(', ').map((phase) => {
    const [, name, took = ''] = /^(DNS|TCP|TLS|first byte) ([\d.]+ m?s)$/.exec(phase) ?? [];
    return name === undefined ? undefined : `${name === 'first byte' ? 'premier octet' : name} ${time(took)}`;
  });
  if (told?.includes(undefined)) return undefined;
  return `${colon}${exceeded}${told === undefined ? '' : ` (${told.join(', ')})`}`;
}

/** "200–299 or 304" */
const statuses: Reader = (it) => (/^[\d–]+(?: or [\d–]+)*$/.test(it) ? it.replaceAll(' or ', ' ou ') : undefined);

/** "a.example, b.example and 3 more" */
function names(it: string): string {
  const more = / and (\d+) more$/.exec(it.slice(-30));
  if (more === null) return it;
  const [whole, count] = more;
  return `${it.slice(0, -whole.length)} et ${count} ${count === '1' ? 'autre' : 'autres'}`;
}

const nameless: Reader = (it) => (it === 'no name' ? 'sans nom' : it);

const types = { number: 'le nombre', string: 'la chaîne', boolean: 'le booléen', object: 'l’objet', list: 'la liste' };

/** A JSON value, which is preceded by its type where that is what matters. */
function json(it: string): string {
  if (it === 'nothing') return 'rien';
  for (const [english, french] of Object.entries(types)) {
    if (it.startsWith(`the ${english} `)) return `${french} ${it.slice(english.length + 5)}`;
  }
  return it;
}

/** A stranger's values may look like the end of a sentence, a path of the configuration does not. */
const path: Reader = (it) => (it.startsWith('$') && !it.includes(' is ') ? it : undefined);

/** Longer than any text that was sought, as it is quoted; and so much of it surely stands in what was found. */
const longestSought = 200;
const surelyFound = 40;

/** `down": "it is down now`: what was sought, and where it was found. What was sought may hold the same marks. */
function found(it: string): string {
  const between = '": "';
  const head = it.slice(0, longestSought);
  let split = head.indexOf(between);
  for (let at = split; at >= 0; at = head.indexOf(between, at + 1)) {
    if (it.slice(at + between.length).includes(it.slice(0, Math.min(at, surelyFound)))) split = at;
  }
  if (split < 0) return guillemets(it);
  return `${guillemets(it.slice(0, split))}${colon}${guillemets(it.slice(split + between.length))}`;
}

const reason = (it: string): string => lookups.get(it) ?? it;

const lookups: ReadonlyMap<string, string> = new Map([
  ['no such host', 'hôte inconnu'],
  ['the name has no address', 'le nom n’a pas d’adresse'],
  ['no name server answered', 'aucun serveur DNS n’a répondu'],
  ['the name server failed', 'le serveur DNS est en erreur'],
]);

const plain = { text, token };

/** By the names under which the templates know them. */
export const readers: Readonly<Record<string, Reader>> = {
  ...plain,
  place,
  peer,
  timing,
  statuses,
  names,
  nameless,
  json,
  path,
  found,
  reason,
  number: fitting(/^\d+$/),
  code: fitting(/^[^\s()]*$/),
  quotation: rewriter(
    [
      ['"<text>"', '« <text> »'],
      ['<text>', '<text>'],
    ],
    plain,
  ),
  /** After "it". */
  beginning: rewriter(
    [
      ['is empty', 'est vide'],
      ['begins with "<text>"', 'commence par « <text> »'],
    ],
    plain,
  ),
  wish: rewriter(
    [
      ['it to contain "<text>"', 'contenu attendu : « <text> »'],
      ['"<text>"', 'valeur attendue : « <text> »'],
    ],
    plain,
  ),
  unreadable: rewriter(
    [
      ['its content-encoding <text> is too deep', 'son content-encoding <text> a trop de niveaux'],
      ['its content-encoding <text> is unknown', 'son content-encoding <text> est inconnu'],
      ['its <token> coding is broken (<text>)', 'son codage <token> est corrompu'],
    ],
    plain,
  ),
};
