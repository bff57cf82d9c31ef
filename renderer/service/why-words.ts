import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';
import type { WhyWords } from './why.ts';

const en: WhyWords = {
  up: (lasted, since, usual) =>
    usual === undefined
      ? `Up for ${lasted}, since ${since}.`
      : `Up for ${lasted}, since ${since}; lately it answers in about ${usual}.`,
  slow: (lasted, since, took) =>
    took === undefined
      ? `Up for ${lasted}, since ${since}, but slower than it may be.`
      : `Up for ${lasted}, since ${since}, but slow: its answer took ${took}, longer than it may.`,
  slowAlertsNobody: 'A slow answer alerts nobody.',
  failing: (since, count, what) =>
    `Failing since ${since}${count === undefined ? '' : `, ${n(count.seen)} of the ${n(count.needed)} failures in a row that make an outage`}${what === undefined ? '.' : `: ${stopped(what)}`}`,
  down: (lasted, since, what) => `Down for ${lasted}, since ${since}${what === undefined ? '.' : `: ${stopped(what)}`}`,
  recovering: (count, lasted, since) =>
    `Recovering from an outage of ${lasted}, since ${since}${count === undefined ? '.' : `: ${n(count.seen)} of the ${n(count.needed)} good answers in a row that end it.`}`,
  untilThen: (what) => `What failed: ${stopped(what)}`,
  pending: 'Not checked yet: its first check is on its way.',
  paused: (since) => `Paused since ${since}: the configuration says so, and it is not checked.`,
  unobserved: {
    offline: (since) => `Not observed since ${since}: this machine is offline.`,
    dns: (since) => `Not observed since ${since}: this machine resolves no names.`,
    captive_portal: (since) => `Not observed since ${since}: a captive portal answers in place of the internet.`,
    vpn: (since) => `Not observed since ${since}: the network that it requires is not connected.`,
    asleep: (since) => `Not observed since ${since}: this machine was asleep, and its network is not back yet.`,
    not_running: (since) => `Not observed since ${since}: the program was not running.`,
  },
  lastSeen: {
    up: 'When it was last seen, it was up.',
    failing: 'When it was last seen, it was failing.',
    down: 'When it was last seen, it was down.',
    recovering: 'When it was last seen, it was recovering.',
  },
  lastSeenDown: (since, what) => `When it was last seen, it was down, since ${since}: ${stopped(what)}`,
  snoozed: (by, until) =>
    `Snoozed${by === undefined ? '' : ` by ${by}`} until ${until ?? 'it recovers'}: checks go on, and nobody is told.`,
  maintenance: (name, until) =>
    `In maintenance${name === undefined ? '' : ` (${name})`}${until === undefined ? '' : ` until ${until}`}: checks go on, and nobody is told.`,
  note: (text) => `“${text}”`,
  acknowledged: (by, at, note) => `Acknowledged by ${by} (${at})${note === undefined ? '.' : `: “${note}”`}`,
  notAcknowledged: 'Not acknowledged yet.',
  doubt: (why) => `Not certain: ${stopped(why)}`,
  flapped: (times) =>
    times === 1 ? 'It came back once, and failed again.' : `It came back ${n(times)} times, and failed again.`,
  certificateEnds: (left) => `Its certificate expires in ${left}.`,
  certificateEnded: (ago) => `Its certificate expired ${ago} ago.`,
};

const fr: WhyWords = {
  up: (lasted, since, usual) =>
    usual === undefined
      ? `En service depuis ${lasted} (${since}).`
      : `En service depuis ${lasted} (${since})\u00a0; ces derniers temps, il répond en ${usual} environ.`,
  slow: (lasted, since, took) =>
    took === undefined
      ? `En service depuis ${lasted} (${since}), mais plus lent que permis.`
      : `En service depuis ${lasted} (${since}), mais lent\u00a0: il a répondu en ${took}, plus que permis.`,
  slowAlertsNobody: 'Une réponse lente n’alerte personne.',
  failing: (since, count, what) =>
    `En échec depuis ${theDay(since)}${count === undefined ? '' : `, ${n(count.seen)} des ${n(count.needed)} échecs de suite qui font une panne`}${what === undefined ? '.' : `\u00a0: ${stopped(what)}`}`,
  down: (lasted, since, what) =>
    `En panne depuis ${lasted} (${since})${what === undefined ? '.' : `\u00a0: ${stopped(what)}`}`,
  recovering: (count, lasted, since) =>
    `Se rétablit après une panne de ${lasted} (${since})${count === undefined ? '.' : `\u00a0: ${n(count.seen)} des ${n(count.needed)} bonnes réponses de suite qui la terminent.`}`,
  untilThen: (what) => `Ce qui a échoué\u00a0: ${stopped(what)}`,
  pending: 'Pas encore vérifié\u00a0: sa première vérification est en route.',
  paused: (since) => `En pause depuis ${theDay(since)}\u00a0: la configuration le demande, il n’est pas vérifié.`,
  unobserved: {
    offline: (since) => `Non observé depuis ${theDay(since)}\u00a0: cette machine est hors ligne.`,
    dns: (since) => `Non observé depuis ${theDay(since)}\u00a0: cette machine ne résout aucun nom.`,
    captive_portal: (since) =>
      `Non observé depuis ${theDay(since)}\u00a0: un portail captif répond à la place d’Internet.`,
    vpn: (since) => `Non observé depuis ${theDay(since)}\u00a0: le réseau dont il a besoin n’est pas connecté.`,
    asleep: (since) =>
      `Non observé depuis ${theDay(since)}\u00a0: cette machine était en veille et son réseau n’est pas encore revenu.`,
    not_running: (since) => `Non observé depuis ${theDay(since)}\u00a0: le programme était arrêté.`,
  },
  lastSeen: {
    up: 'À la dernière observation, il était en service.',
    failing: 'À la dernière observation, il était en échec.',
    down: 'À la dernière observation, il était en panne.',
    recovering: 'À la dernière observation, il se rétablissait.',
  },
  lastSeenDown: (since, what) =>
    `À la dernière observation, il était en panne depuis ${theDay(since)}\u00a0: ${stopped(what)}`,
  snoozed: (by, until) =>
    `Mis en sourdine${by === undefined ? '' : ` par ${by}`} jusqu’${until === undefined ? 'au rétablissement' : upTo(until)}\u00a0: les vérifications continuent, personne n’est averti.`,
  maintenance: (name, until) =>
    `En maintenance${name === undefined ? '' : ` (${name})`}${until === undefined ? '' : ` jusqu’${upTo(until)}`}\u00a0: les vérifications continuent, personne n’est averti.`,
  note: (text) => `«\u00a0${text}\u00a0»`,
  acknowledged: (by, at, note) =>
    `Pris en charge par ${by} (${at})${note === undefined ? '.' : `\u00a0: «\u00a0${note}\u00a0»`}`,
  notAcknowledged: 'Pas encore pris en charge.',
  doubt: (why) => `Sans certitude\u00a0: ${stopped(why)}`,
  flapped: (times) =>
    times < 2 ? 'Rétabli une fois, il a échoué de nouveau.' : `Rétabli ${n(times)} fois, il a échoué de nouveau.`,
  certificateEnds: (left) => `Son certificat expire dans ${left}.`,
  certificateEnded: (ago) => `Son certificat a expiré il y a ${ago}.`,
};

/** What a server said may end in a full stop already. */
function stopped(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** A moment of today is a time alone; any other begins with its day, and has a comma after it. */
const hasDay = (moment: string): boolean => moment.includes(',');
const theDay = (moment: string): string => (hasDay(moment) ? `le ${moment}` : moment);
const upTo = (moment: string): string => (hasDay(moment) ? `au ${moment}` : `à ${moment}`);

export const whyWords = dictionary({ en, fr });
