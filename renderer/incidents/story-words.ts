import { dictionary } from '../words/dictionary.ts';
import { terms } from '../words/terms.ts';
import type { StoryWords } from './story-lines.ts';

const en: StoryWords = {
  firstFailure: 'First failed check',
  opened: 'Down: enough failures in a row',
  alerts: {
    opened: 'Alert: it is down',
    reopened: 'Down again',
    resolved: 'Recovery confirmed',
    changed: 'It fails in another way',
    acknowledged: 'Acknowledgement',
    silenced: 'Silence',
    still_down: 'The silence is over, and it is still down',
    reminder: 'Reminder: nobody has acknowledged it',
  },
  changedElsewhere: (service) => `${service} fails in another way`,
  acknowledgedBy: (name) => `Acknowledged by ${name}`,
  snoozed: (by, until) =>
    `Snoozed${by === undefined ? '' : ` by ${by}`} ${until === undefined ? 'until it recovers' : `until ${until}`}`,
  maintenance: (name, until) =>
    `Maintenance${name === undefined ? '' : `: ${name}`}${until === undefined ? '' : `, until ${until}`}`,
  silenceOver: (at) => `over at ${at}`,
  unobserved: (reason) => `Not observed: ${terms.value.reasons[reason]}`,
  unobservedFor: (duration, until) => `for ${duration}, until ${until}`,
  seenAgain: 'Observed again',
  ended: {
    recovered: 'First good answer',
    edited: 'Closed: what is expected of it was changed',
    removed: 'Closed: it is no longer watched',
  },
  endedBetween: (end, earliest, latest) => `${endsInEnglish[end]} between ${earliest} and ${latest}`,
  endNotSeen: 'nobody was watching in between',
  told: (notifier, after) =>
    `${notifier === 'desktop' ? 'shown on the desktop' : `told ${nameInEnglish(notifier)}`}${after === undefined ? '' : ` after ${after}`}`,
  keptTrue: (notifier, after) =>
    `${nameInEnglish(notifier)} brought up to date${after === undefined ? '' : ` after ${after}`}`,
  owed: (notifier, quiet) =>
    quiet ? `${nameInEnglish(notifier)} not up to date yet` : `${nameInEnglish(notifier)} not told yet`,
  attempts: (count) => (count === 1 ? '1 attempt' : `${count} attempts`),
  toldNobody: 'there was nobody to tell',
  note: (text) => `“${text}”`,
};

const endsInEnglish = { recovered: 'Recovered', edited: 'Closed', removed: 'Closed' } as const;
const endsInFrench = { recovered: 'Rétabli', edited: 'Clos', removed: 'Clos' } as const;

const nameInEnglish = (notifier: string): string => ({ slack: 'Slack', desktop: 'the desktop' })[notifier] ?? notifier;
const nameInFrench = (notifier: string): string => ({ slack: 'Slack', desktop: 'le bureau' })[notifier] ?? notifier;

const fr: StoryWords = {
  firstFailure: 'Premier échec',
  opened: 'En panne\u00a0: assez d’échecs à la suite',
  alerts: {
    opened: 'Alerte\u00a0: en panne',
    reopened: 'De nouveau en panne',
    resolved: 'Rétablissement confirmé',
    changed: 'L’échec change de nature',
    acknowledged: 'Prise en charge',
    silenced: 'Sourdine',
    still_down: 'La sourdine est terminée, et la panne continue',
    reminder: 'Rappel\u00a0: personne n’a pris l’incident en charge',
  },
  changedElsewhere: (service) => `${service}\u00a0: l’échec change de nature`,
  acknowledgedBy: (name) => `Pris en charge par ${name}`,
  snoozed: (by, until) =>
    `Mis en sourdine${by === undefined ? '' : ` par ${by}`} ${until === undefined ? 'jusqu’au rétablissement' : `jusqu’à ${until}`}`,
  maintenance: (name, until) =>
    `Maintenance${name === undefined ? '' : `\u00a0: ${name}`}${until === undefined ? '' : `, jusqu’à ${until}`}`,
  silenceOver: (at) => `levée à ${at}`,
  unobserved: (reason) => `Non observé\u00a0: ${terms.value.reasons[reason]}`,
  unobservedFor: (duration, until) => `pendant ${duration}, jusqu’à ${until}`,
  seenAgain: 'Observé de nouveau',
  ended: {
    recovered: 'Première bonne réponse',
    edited: 'Clos\u00a0: ce qui est attendu du service a changé',
    removed: 'Clos\u00a0: le service n’est plus surveillé',
  },
  endedBetween: (end, earliest, latest) => `${endsInFrench[end]} entre ${earliest} et ${latest}`,
  endNotSeen: 'la surveillance était interrompue entre les deux',
  told: (notifier, after) =>
    `${notifier === 'desktop' ? 'affiché sur le bureau' : `annoncé à ${nameInFrench(notifier)}`}${after === undefined ? '' : ` après ${after}`}`,
  keptTrue: (notifier, after) => `${nameInFrench(notifier)} mis à jour${after === undefined ? '' : ` après ${after}`}`,
  owed: (notifier, quiet) =>
    quiet ? `${nameInFrench(notifier)} pas encore à jour` : `pas encore annoncé à ${nameInFrench(notifier)}`,
  attempts: (count) => (count < 2 ? `${count}\u00a0tentative` : `${count}\u00a0tentatives`),
  toldNobody: 'il n’y avait personne à prévenir',
  note: (text) => `«\u00a0${text}\u00a0»`,
};

export const storyWords = dictionary({ en, fr });
