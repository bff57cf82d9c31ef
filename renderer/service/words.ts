import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';

type ServiceWords = {
  readonly group: string;
  readonly tags: string;
  readonly actions: string;
  readonly acknowledge: string;
  readonly snooze: string;
  readonly unsnooze: string;
  /** `all`, `group:NAME`, `tag:NAME`, or names of services. */
  unsnoozeAll(targets: readonly string[]): string;
  readonly check: string;
  readonly pause: string;
  readonly resume: string;
  readonly runbook: string;
  readonly curl: string;
  readonly edit: string;
  readonly missing: string;
  missingHint(name: string): string;
  readonly allServices: string;
  readonly failed: string;
  readonly incidents: string;
  readonly noIncidents: string;
  readonly open: string;
  readonly ended: string;
  readonly allIncidents: string;
  showAll(count: number): string;
};

const en: ServiceWords = {
  group: 'Group',
  tags: 'Tags',
  actions: 'What can be done',
  acknowledge: 'Acknowledge',
  snooze: 'Snooze…',
  unsnooze: 'End the snooze',
  unsnoozeAll: (targets) => `End the snooze of ${namedIn(targets, 'all services', 'and')}`,
  check: 'Check now',
  pause: 'Pause',
  resume: 'Resume',
  runbook: 'Runbook',
  curl: 'Copy as curl',
  edit: 'Edit',
  missing: 'This service is not watched.',
  missingHint: (name) =>
    `“${name}” may have been renamed or taken out of the configuration, or the address is cut short.`,
  allServices: 'All services',
  failed: 'The details could not be read.',
  incidents: 'Incidents',
  noIncidents: 'None on record.',
  open: 'Still open',
  ended: 'Over',
  allIncidents: 'All of this service',
  showAll: (count) => `Show all ${n(count)}`,
};

const fr: ServiceWords = {
  group: 'Groupe',
  tags: 'Étiquettes',
  actions: 'Actions possibles',
  acknowledge: 'Prendre en charge',
  snooze: 'Sourdine…',
  unsnooze: 'Lever la sourdine',
  unsnoozeAll: (targets) => `Lever la sourdine de ${namedIn(targets, 'tous les services', 'et')}`,
  check: 'Vérifier',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  runbook: 'Procédure',
  curl: 'Copier en curl',
  edit: 'Modifier',
  missing: 'Ce service n’est pas surveillé.',
  missingHint: (name) =>
    `«\u00a0${name}\u00a0» a peut-être été renommé ou retiré de la configuration, ou l’adresse est tronquée.`,
  allServices: 'Tous les services',
  failed: 'Impossible de lire les détails.',
  incidents: 'Incidents',
  noIncidents: 'Aucun à ce jour.',
  open: 'En cours',
  ended: 'Terminé',
  allIncidents: 'Tous ceux de ce service',
  showAll: (count) => `Tout afficher (${n(count)})`,
};

/** The first two, and how many more. */
function namedIn(targets: readonly string[], everything: string, and: string): string {
  const names = targets.map((target) => (target === 'all' ? everything : target.replace(/^(group|tag):/, '')));
  const rest = names.length - 2;
  return rest > 0 ? `${names.slice(0, 2).join(', ')} ${and} ${n(rest)}` : names.join(` ${and} `);
}

export const serviceWords = dictionary({ en, fr });
