import { dictionary } from '../words/dictionary.ts';
import { terms } from '../words/terms.ts';

type CareWords = {
  acknowledged(services: readonly string[]): string;
  readonly alreadyAcknowledged: string;
  snoozed(services: readonly string[]): string;
  readonly unsnoozed: string;
  checking(count: number): string;
  paused(service: string): string;
  resumed(service: string): string;
  readonly notWritten: string;
  readonly copied: string;
  readonly notCopied: string;
  /** In the folder where it is. */
  readonly reveal: string;
  revealOf(what: string): string;
  readonly undo: string;
  snoozeTitle(subject: string): string;
  readonly snoozeHint: string;
  readonly untilRecovered: string;
  readonly note: string;
  readonly noteHint: string;
  readonly cancel: string;
};

const some = (services: readonly string[]): string =>
  services.length === 1 ? (services[0] ?? '') : terms.value.services(services.length);

const en: CareWords = {
  acknowledged: (services) => `Acknowledged: ${some(services)}.`,
  alreadyAcknowledged: 'It was acknowledged before.',
  snoozed: (services) => `Snoozed: ${some(services)}. Checks go on.`,
  unsnoozed: 'The snooze is over.',
  checking: (count) => `Checking ${terms.value.services(count)}.`,
  paused: (service) => `${service} is paused; the configuration file says so.`,
  resumed: (service) => `${service} is checked again.`,
  notWritten: 'The configuration file was changed meanwhile, or has a problem: look at the settings.',
  copied: 'Copied.',
  notCopied: 'The clipboard cannot be used from here: select the text and copy it.',
  reveal: 'Show in folder',
  revealOf: (what) => `Show in folder: ${what}`,
  undo: 'Undo',
  snoozeTitle: (subject) => `Snooze ${subject}`,
  snoozeHint: 'Checks go on and are kept; nobody is told until the snooze is over.',
  untilRecovered: 'Until it recovers',
  note: 'Why (others see it)',
  noteHint: 'Deployment, known issue…',
  cancel: 'Cancel',
};

const fr: CareWords = {
  acknowledged: (services) => `Pris en charge\u00a0: ${some(services)}.`,
  alreadyAcknowledged: 'C’était déjà pris en charge.',
  snoozed: (services) => `En sourdine\u00a0: ${some(services)}. Les vérifications continuent.`,
  unsnoozed: 'La sourdine est levée.',
  checking: (count) => `Vérification en cours\u00a0: ${terms.value.services(count)}.`,
  paused: (service) => `${service} est en pause\u00a0; c’est écrit dans le fichier de configuration.`,
  resumed: (service) => `${service} est de nouveau vérifié.`,
  notWritten: 'Le fichier de configuration a changé entre-temps ou contient une erreur\u00a0: voyez les réglages.',
  copied: 'Copié.',
  notCopied: 'Le presse-papiers n’est pas accessible d’ici\u00a0: sélectionnez le texte et copiez-le.',
  reveal: 'Afficher dans le dossier',
  revealOf: (what) => `Afficher dans le dossier\u00a0: ${what}`,
  undo: 'Annuler',
  snoozeTitle: (subject) => `Mettre en sourdine\u00a0: ${subject}`,
  snoozeHint: 'Les vérifications continuent et sont conservées\u00a0; personne n’est averti avant la fin.',
  untilRecovered: 'Jusqu’au rétablissement',
  note: 'Motif (visible des autres)',
  noteHint: 'Déploiement, problème connu…',
  cancel: 'Annuler',
};

export const careWords = dictionary({ en, fr });
