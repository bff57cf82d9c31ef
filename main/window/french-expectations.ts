/** What keys of the configuration take and what they were given, in French. Pure. */
import type { Reader } from '../notify/french-template.ts';
import { guillemets } from '../notify/french-typography.ts';

/** By the words of `main/config`. */
const wanted: ReadonlyMap<string, string> = new Map([
  ['a name', 'un nom'],
  ['text', 'du texte'],
  ['true or false', 'true ou false'],
  ['seconds as a number greater than 0', 'des secondes, un nombre supérieur à 0'],
  ['a whole number from 1 to 1000', 'un nombre entier de 1 à 1000'],
  ['a whole number from 1 to 10000', 'un nombre entier de 1 à 10000'],
  ['a whole number of days, at least 1', 'un nombre entier de jours, au moins 1'],
  ['a number of days such as 21', 'un nombre de jours, comme 21'],
  ['a port from 0 (any free one) to 65535', 'un port de 0 (n’importe lequel de libre) à 65535'],
  ['a URL that begins with http:// or https://', 'une URL qui commence par http:// ou https://'],
  ['a valid URL', 'une URL valable'],
  ['a URL, or a host and port such as 1.1.1.1:443', 'une URL, ou un hôte et un port, comme 1.1.1.1:443'],
  ['a network such as 10.8.0.0/16', 'un réseau, comme 10.8.0.0/16'],
  ['an HTTP method such as GET, HEAD or POST', 'une méthode HTTP, comme GET, HEAD ou POST'],
  ['header names with their values', 'des noms d’en-têtes avec leurs valeurs'],
  ['header names with their wanted values', 'des noms d’en-têtes avec les valeurs attendues'],
  ['text (put it in quotes)', 'du texte (le mettre entre guillemets)'],
  ['text, or a mapping that is sent as JSON', 'du texte, ou un objet à envoyer en JSON'],
  [
    'a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these',
    'un code comme 200, une classe comme "2xx", un intervalle comme "200-299", ou une liste de ceux-ci',
  ],
  [
    'a path and a wanted value: {path: $.status, equals: ok}',
    'un chemin et la valeur attendue : {path: $.status, equals: ok}',
  ],
  ['a path such as $.status or checks[0].state', 'un chemin, comme $.status ou checks[0].state'],
  ['the wanted value', 'la valeur attendue'],
  ['the wanted value, or {contains: part of it}', 'la valeur attendue, ou {contains: une partie}'],
  ['a regular expression', 'une expression régulière'],
  ['a day such as mon', 'un jour, comme mon'],
  ['a time of day in quotes such as "22:30"', 'une heure entre guillemets, comme "22:30"'],
  [
    'a date and time such as 2026-12-24 22:00 or 2026-12-24T22:00:00+01:00',
    'une date et une heure, comme 2026-12-24 22:00 ou 2026-12-24T22:00:00+01:00',
  ],
  ['a time zone such as Europe/Paris', 'un fuseau horaire, comme Europe/Paris'],
  ['a channel such as "#asl-alerts"', 'un canal, comme "#asl-alerts"'],
  [
    '@channel, @here, the ID of a member (U…) or of a user group (S…)',
    '@channel, @here, l’identifiant d’un membre (U…) ou d’un groupe (S…)',
  ],
  ['en or fr', 'en ou fr'],
  ['DEBUG, INFO, WARNING, ERROR or CRITICAL', 'DEBUG, INFO, WARNING, ERROR ou CRITICAL'],
  [
    '127.0.0.1, ::1 or localhost (the dashboard is for this machine only)',
    '127.0.0.1, ::1 ou localhost (le tableau de bord n’est que pour cette machine)',
  ],
  ['a token of at least 16 letters, digits, "-" or "_"', 'un jeton d’au moins 16 lettres, chiffres, "-" ou "_"'],
  ['a list of canaries', 'une liste de canaris'],
  ['a list (each entry begins with "- ")', 'une liste (chaque élément commence par "- ")'],
]);

const given: ReadonlyMap<string, string> = new Map([
  ['nothing', 'rien'],
  ['a list', 'une liste'],
  ['an empty list', 'une liste vide'],
  ['empty text', 'un texte vide'],
  ['""', 'un texte vide'],
  ['text', 'du texte'],
  ['a number', 'un nombre'],
  ['a mapping', 'un objet'],
  ['something else', 'autre chose'],
  ['what its variables make of it', 'ce qu’en font ses variables'],
]);

/** Undefined for what no key takes, so that a stranger's text is not mistaken for it. */
export const expectation: Reader = (text) => {
  const one = wanted.get(text);
  if (one !== undefined) return one;
  const single = text.endsWith(', or a list') ? wanted.get(text.slice(0, -', or a list'.length)) : undefined;
  if (single !== undefined) return `${single}, ou une liste`;
  const [, keys] = /^a mapping with ([\w, …]+)$/.exec(text) ?? [];
  return keys === undefined ? undefined : `un objet avec ${keys}`;
};

/** A value as it was given, in quotes or by its kind. */
export const value: Reader = (text) => {
  const known = given.get(text);
  if (known !== undefined) return known;
  if (/^".*"$/s.test(text)) return guillemets(text.slice(1, -1));
  return /^(?:true|false|-?Infinity|NaN|-?[\d.e+-]+)$/.test(text) ? text : undefined;
};
