/** What the tray says, in both languages. Pure. */
import type { Language } from '../../preload/snapshot.ts';
import type { Status } from '../commands/status.ts';
import type { AggregateState } from '../monitor/aggregate.ts';
import type { NetworkState } from '../monitor/events.ts';

export type TrayWords = {
  readonly open: string;
  readonly settings: string;
  readonly quit: string;
  readonly checkNow: string;
  readonly snoozeAll: string;
  readonly snooze: string;
  readonly unsnooze: string;
  readonly acknowledge: string;
  readonly show: string;
  readonly runbook: string;
  readonly pauseAll: string;
  readonly resumeAll: (until: string | undefined) => string;
  readonly untilRecovery: string;
  readonly untilResumed: string;
  readonly more: (count: number) => string;
  readonly length: (ms: number) => string;
  /** The first line: everything in one short sentence. */
  readonly summary: (counts: Status['counts']) => string;
  readonly problems: (count: number) => string;
  readonly nothing: string;
  readonly starting: string;
  readonly networks: Readonly<Record<Exclude<NetworkState, 'online'>, string>>;
  readonly sparing: string;
  readonly cycle: (age: string) => string;
  readonly justNow: string;
  readonly ago: (minutes: number) => string;
  readonly noCycle: string;
  /** Of one service or outage, behind its name. */
  readonly downSince: (time: string) => string;
  readonly acknowledgedBy: (name: string) => string;
  readonly states: Readonly<Record<AggregateState, string>>;
  readonly services: (name: string, more: number) => string;
  readonly unreachable: (notifier: string, owed: number) => string;
};

const english: TrayWords = {
  open: 'Open ASL Monitor',
  settings: 'Settings…',
  quit: 'Quit',
  checkNow: 'Check now',
  snoozeAll: 'Snooze everything',
  snooze: 'Snooze',
  unsnooze: 'End all snoozes',
  acknowledge: 'Acknowledge',
  show: 'Show',
  runbook: 'Open the runbook',
  pauseAll: 'Pause all checks',
  resumeAll: (until) => (until === undefined ? 'Resume all checks' : `Resume all checks (paused until ${until})`),
  untilRecovery: 'Until it recovers',
  untilResumed: 'Until I resume them',
  more: (count) => `${count} more…`,
  length: (ms) => (ms < 3_600_000 ? `For ${ms / 60_000} min` : `For ${ms / 3_600_000} h`),
  summary(counts) {
    const { services, down, degraded, unknown, paused } = counts;
    if (down > 0) return `${of(down, services)} down`;
    if (degraded > 0) return `${of(degraded, services)} in doubt`;
    if (unknown === services) return 'Nothing is known yet';
    if (paused === services) return 'Everything is paused or silenced';
    if (counts.ok === services) return services === 1 ? 'The service is well' : `All ${services} services are well`;
    return `${of(counts.ok, services)} well`;
  },
  problems: (count) => `Nothing is watched: ${count === 1 ? 'a problem' : `${count} problems`} to solve first`,
  nothing: 'Nothing is watched: there are no services yet',
  starting: 'Starting',
  networks: {
    offline: 'This machine is offline: nothing beyond it is judged',
    dns: 'This machine resolves no names: lookups are not judged',
    captive_portal: 'A login page stands before the internet: sign in',
    waking: 'Just woken: nothing is judged until the network is back',
  },
  sparing: 'On battery: services that are not critical are checked less often',
  cycle: (age) => `Last full round of checks: ${age}`,
  justNow: 'less than half a minute ago',
  ago: (minutes) => `${minutes} min ago`,
  noCycle: 'No full round of checks yet',
  downSince: (time) => `down since ${time}`,
  acknowledgedBy: (name) => `acknowledged by ${name}`,
  states: { ok: 'well', degraded: 'in doubt', down: 'down', unknown: 'not observed', paused: 'paused' },
  services: (name, more) => `${name} and ${more} more`,
  unreachable: (notifier, owed) =>
    `${notifier === 'desktop' ? 'Notifications are not shown' : `${named(notifier)} is not reached`}${owed > 0 ? `: ${owed === 1 ? '1 alert waits' : `${owed} alerts wait`}` : ''}`,
};

function of(count: number, all: number): string {
  if (count === all) return all === 1 ? 'The service is' : `All ${all} services are`;
  return `${count} of ${all} services ${count === 1 ? 'is' : 'are'}`;
}

const french: TrayWords = {
  open: 'Ouvrir ASL Monitor',
  settings: 'Réglages…',
  quit: 'Quitter',
  checkNow: 'Vérifier maintenant',
  snoozeAll: 'Tout mettre en sourdine',
  snooze: 'Mettre en sourdine',
  unsnooze: 'Lever toutes les sourdines',
  acknowledge: 'Prendre en charge',
  show: 'Afficher',
  runbook: 'Ouvrir la procédure',
  pauseAll: 'Suspendre toutes les vérifications',
  resumeAll: (until) =>
    until === undefined ? 'Reprendre les vérifications' : `Reprendre les vérifications (suspendues jusqu’à ${until})`,
  untilRecovery: 'Jusqu’au rétablissement',
  untilResumed: 'Jusqu’à ce que je les reprenne',
  more: (count) => `${count} de plus…`,
  length: (ms) => (ms < 3_600_000 ? `Pour ${ms / 60_000} min` : `Pour ${ms / 3_600_000} h`),
  summary(counts) {
    const { services, down, degraded, unknown, paused } = counts;
    if (down > 0) return `${ofFrench(down, services)} en panne`;
    if (degraded > 0) return `${ofFrench(degraded, services)} dans le doute`;
    if (unknown === services) return 'Rien n’est encore connu';
    if (paused === services) return 'Tout est suspendu ou en sourdine';
    if (counts.ok === services) return services === 1 ? 'Le service va bien' : `Les ${services} services vont bien`;
    return `${counts.ok} service${counts.ok < 2 ? '' : 's'} sur ${services} ${counts.ok < 2 ? 'va' : 'vont'} bien`;
  },
  problems: (count) =>
    `Rien n’est surveillé\u00a0: ${count === 1 ? 'un problème' : `${count} problèmes`} à régler d’abord`,
  nothing: 'Rien n’est surveillé\u00a0: il n’y a pas encore de service',
  starting: 'Démarrage',
  networks: {
    offline: 'Cette machine est hors ligne\u00a0: rien au-delà n’est jugé',
    dns: 'Cette machine ne résout aucun nom\u00a0: les résolutions ne sont pas jugées',
    captive_portal: 'Une page de connexion barre l’accès à internet\u00a0: identifiez-vous',
    waking: 'Réveil\u00a0: rien n’est jugé avant le retour du réseau',
  },
  sparing: 'Sur batterie\u00a0: les services non critiques sont vérifiés moins souvent',
  cycle: (age) => `Dernier tour complet de vérifications\u00a0: ${age}`,
  justNow: 'il y a moins de 30\u00a0s',
  ago: (minutes) => `il y a ${minutes}\u00a0min`,
  noCycle: 'Pas encore de tour complet de vérifications',
  downSince: (time) => `en panne depuis ${time}`,
  acknowledgedBy: (name) => `prise en charge par ${name}`,
  states: { ok: 'va bien', degraded: 'dans le doute', down: 'en panne', unknown: 'non observé', paused: 'suspendu' },
  services: (name, more) => `${name} et ${more} de plus`,
  unreachable: (notifier, owed) =>
    `${notifier === 'desktop' ? 'Les notifications ne s’affichent pas' : `${named(notifier)} n’est pas joignable`}${owed > 0 ? `\u00a0: ${owed === 1 ? '1 alerte attend' : `${owed} alertes attendent`}` : ''}`,
};

function ofFrench(count: number, all: number): string {
  if (count === all) return all === 1 ? 'Le service est' : `Les ${all} services sont`;
  return `${count} service${count < 2 ? '' : 's'} sur ${all} ${count < 2 ? 'est' : 'sont'}`;
}

const named = (notifier: string): string => (notifier === 'slack' ? 'Slack' : notifier);

const words: Readonly<Record<Language, TrayWords>> = { en: english, fr: french };

export function trayWords(language: Language): TrayWords {
  return words[language];
}
