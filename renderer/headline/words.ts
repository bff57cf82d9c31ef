import type { Explanation, FailureKind } from '../../main/monitor/model.ts';
import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';
import type { HeadlineWords } from './sentence.ts';

type Words = HeadlineWords & {
  /** Of the place where the first sentence stands. */
  readonly label: string;
  readonly acknowledge: string;
  readonly snooze: string;
  readonly lastCycle: string;
  readonly ago: (duration: string) => string;
};

const en: Words = {
  noServices: 'Nothing is watched yet.',
  brokenStart: (file, problems) =>
    `Nothing is watched, because ${file} has ${problems === 1 ? 'a problem' : `${n(problems)} problems`}.`,
  blockedStart: (file) => `Nothing is watched, because ${file} cannot be used.`,
  allWell: (count) => (count === 1 ? 'The service is well.' : `All ${n(count)} services are well.`),
  someWell: (well, rest) => `${well === 1 ? '1 service is' : `${n(well)} services are`} well, ${rest}.`,
  paused: (count) => `${n(count)} paused`,
  silenced: (count) => `${n(count)} paused or silenced`,
  notObserved: (count) => `${n(count)} not observed`,
  nothingKnown: (count) => (count === 1 ? 'The service is not observed.' : `None of ${n(count)} services is observed.`),
  allPaused: 'Everything is paused or silenced.',
  inDoubt: (names, count, all) =>
    count === all && all > 1 ? `All ${n(all)} services are in doubt.` : `In doubt: ${names}.`,
  oneDown: (name, lasted) => `${name} has been down for ${lasted}.`,
  oneOutage: (subject, services, lasted) => `One outage: ${subject}, ${n(services)} services, for ${lasted}.`,
  outages: (outages, down, all, lasted) =>
    `${n(outages)} outages, ${n(down)} of ${n(all)} services down, the longest for ${lasted}.`,
  acknowledgedBy: (name) => `Acknowledged by ${name}.`,
  notAcknowledged: 'Not acknowledged yet.',
  networks: {
    offline: (since) => `This machine has been offline since ${since}. Nothing beyond it is being judged.`,
    dns: (since) => `This machine has resolved no names since ${since}. Lookups that fail are not judged.`,
    captive_portal: (since) =>
      `A captive portal has stood before the internet since ${since}. Sign in; until then nothing beyond it is judged.`,
    waking: () => 'This machine has just woken up. Nothing is judged until its network is back.',
  },
  explained: (explanation, kinds) => explainedInEnglish(explanation, kinds),
  and: (names, more) => joined(names, more, 'and', 'more'),
  label: 'How everything is',
  acknowledge: 'Acknowledge',
  snooze: 'Snooze',
  lastCycle: 'Everything was last checked',
  ago: (duration) => `${duration} ago`,
};

const fr: Words = {
  noServices: 'Rien n’est encore surveillé.',
  brokenStart: (file, problems) =>
    `Rien n’est surveillé\u00a0: ${file} contient ${problems < 2 ? 'une erreur' : `${n(problems)} erreurs`}.`,
  blockedStart: (file) => `Rien n’est surveillé\u00a0: ${file} est inutilisable.`,
  allWell: (count) => (count === 1 ? 'Le service fonctionne.' : `Les ${n(count)} services fonctionnent.`),
  someWell: (well, rest) =>
    `${well < 2 ? `${n(well)} service fonctionne` : `${n(well)} services fonctionnent`}, ${rest}.`,
  paused: (count) => `${n(count)} en pause`,
  silenced: (count) => `${n(count)} en pause ou en sourdine`,
  notObserved: (count) => `${n(count)} ${count < 2 ? 'non observé' : 'non observés'}`,
  nothingKnown: (count) =>
    count === 1 ? 'Le service n’est pas observé.' : `Aucun des ${n(count)} services n’est observé.`,
  allPaused: 'Tout est en pause ou en sourdine.',
  inDoubt: (names, count, all) =>
    count === all && all > 1 ? `Doute sur les ${n(all)} services.` : `Doute sur ${names}.`,
  oneDown: (name, lasted) => `${name} est en panne depuis ${lasted}.`,
  oneOutage: (subject, services, lasted) => `Une panne\u00a0: ${subject}, ${n(services)} services, depuis ${lasted}.`,
  outages: (outages, down, all, lasted) =>
    `${n(outages)} pannes, ${n(down)} services sur ${n(all)}, la plus longue depuis ${lasted}.`,
  acknowledgedBy: (name) => `Prise en charge par ${name}.`,
  notAcknowledged: 'Pas encore prise en charge.',
  networks: {
    offline: (since) => `Cette machine est hors ligne depuis ${since}. Rien au-delà n’est jugé.`,
    dns: (since) =>
      `Cette machine ne résout aucun nom depuis ${since}. Les résolutions qui échouent ne sont pas jugées.`,
    captive_portal: (since) =>
      `Un portail captif barre l’accès à Internet depuis ${since}. Connectez-vous\u00a0; d’ici là, rien au-delà n’est jugé.`,
    waking: () => 'Cette machine vient de se réveiller. Rien n’est jugé avant le retour du réseau.',
  },
  explained: (explanation, kinds) => explainedInFrench(explanation, kinds),
  and: (names, more) => joined(names, more, 'et', more < 2 ? 'autre' : 'autres'),
  label: 'État général',
  acknowledge: 'Prendre en charge',
  snooze: 'Sourdine',
  lastCycle: 'Dernier tour complet',
  ago: (duration) => `il y a ${duration}`,
};

function joined(names: readonly string[], more: number, and: string, others: string): string {
  if (more > 0) return `${names.join(', ')} ${and} ${n(more)} ${others}`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}

type Explained = Exclude<Explanation, { kind: 'alone' }>;
type Kinds = Readonly<Record<FailureKind, string>>;

function explainedInEnglish(explanation: Explained, kinds: Kinds): string {
  switch (explanation.kind) {
    case 'host':
    case 'address':
      return explanation.value;
    case 'network':
      return `network ${explanation.value}`;
    case 'port':
      return `port ${explanation.value}`;
    case 'zone':
      return `names in ${explanation.value}`;
    case 'vpn':
      return `behind ${explanation.value}`;
    case 'widespread':
      return `most services, ${kinds[explanation.value].toLowerCase()}`;
  }
}

function explainedInFrench(explanation: Explained, kinds: Kinds): string {
  switch (explanation.kind) {
    case 'host':
    case 'address':
      return explanation.value;
    case 'network':
      return `réseau ${explanation.value}`;
    case 'port':
      return `port ${explanation.value}`;
    case 'zone':
      return `noms de ${explanation.value}`;
    case 'vpn':
      return `derrière ${explanation.value}`;
    case 'widespread':
      return `la plupart des services, ${kinds[explanation.value].toLowerCase()}`;
  }
}

export const headlineWords = dictionary({ en, fr });
