/** The sentences about what people do with an outage, and what becomes of it meanwhile. */
import { colon } from './french-typography.ts';

type Ended = 'snooze' | 'maintenance' | undefined;

export type NoteWording = {
  /** Plain text, for headlines. `subject` is a service, or how many. */
  acknowledged(subject: string, by: string): string;
  /** `length` is undefined where it ends with the recovery. */
  snoozed(subject: string, by: string, length: string | undefined): string;
  inMaintenance(subject: string, name: string | undefined): string;
  stillDown(subject: string, count: number, lasted: string, after: Ended): string;
  neglected(subject: string, count: number, lasted: string): string;
  changed(subject: string, count: number): string;
  services(count: number): string;
  /** `mrkdwn`, with dates as Slack's markup. */
  acknowledgedAt(by: string, date: string): string;
  snoozedUntil(by: string, date: string | undefined): string;
  inMaintenanceUntil(name: string | undefined, date: string): string;
  /** For some only. */
  ofThem(line: string, count: number, total: number): string;
  withNote(line: string, note: string): string;
  endedBy(name: string): string;
  /** Why people hear only now of something that has been down for a while. */
  toldAfter(ended: Exclude<Ended, undefined>): string;
  silent: string;
};

export const englishNotes: NoteWording = {
  acknowledged: (subject, by) => `${subject}: acknowledged by ${by}`,
  snoozed: (subject, by, length) =>
    length === undefined ? `${subject}: snoozed by ${by} until recovery` : `${subject}: snoozed for ${length} by ${by}`,
  inMaintenance: (subject, name) =>
    name === undefined ? `${subject}: maintenance begins` : `${subject}: maintenance begins (${name})`,
  stillDown: (subject, count, lasted, after) =>
    `${subject} ${count === 1 ? 'is' : 'are'} still down after ${lasted}${after === undefined ? '' : `: the ${after} is over`}`,
  neglected: (subject, count, lasted) =>
    `${subject} ${count === 1 ? 'has' : 'have'} been down for ${lasted}, and nobody has acknowledged it`,
  changed: (subject, count) => `${subject} now ${count === 1 ? 'fails' : 'fail'} in another way`,
  services: (count) => (count === 1 ? '1 service' : `${count} services`),
  acknowledgedAt: (by, date) => `Acknowledged by ${by}, ${date}`,
  snoozedUntil: (by, date) =>
    date === undefined ? `Snoozed by ${by} until it recovers` : `Snoozed by ${by} until ${date}`,
  inMaintenanceUntil: (name, date) => `In maintenance${name === undefined ? '' : ` (${name})`} until ${date}`,
  ofThem: (line, count, total) => `${line} (${count} of ${total})`,
  withNote: (line, note) => `${line}: ${note}`,
  endedBy: (name) => `Ended by ${name}`,
  toldAfter: (ended) =>
    `It went down during a ${ended === 'snooze' ? 'snooze' : 'maintenance window'} that is over now`,
  silent: 'Nothing more is told until then',
};

export const frenchNotes: NoteWording = {
  acknowledged: (subject, by) => `${subject}${colon}prise en charge par ${by}`,
  snoozed: (subject, by, length) =>
    length === undefined
      ? `${subject}${colon}en sourdine jusqu’au rétablissement, par ${by}`
      : `${subject}${colon}en sourdine pour ${length}, par ${by}`,
  inMaintenance: (subject, name) =>
    name === undefined ? `${subject}${colon}début de maintenance` : `${subject}${colon}début de maintenance (${name})`,
  stillDown: (subject, count, lasted, after) =>
    `${subject} ${count === 1 ? 'est' : 'sont'} toujours en panne après ${lasted}${endOf(after)}`,
  neglected: (subject, count, lasted) =>
    `${subject} ${count === 1 ? 'est' : 'sont'} en panne depuis ${lasted} et personne ne s’en charge`,
  changed: (subject, count) => `${subject} ${count === 1 ? 'échoue' : 'échouent'} maintenant d’une autre façon`,
  services: (count) => `${count} service${count < 2 ? '' : 's'}`,
  acknowledgedAt: (by, date) => `Prise en charge par ${by}, ${date}`,
  snoozedUntil: (by, date) =>
    date === undefined ? `En sourdine jusqu’au rétablissement, par ${by}` : `En sourdine jusqu’à ${date}, par ${by}`,
  inMaintenanceUntil: (name, date) => `En maintenance${name === undefined ? '' : ` (${name})`} jusqu’à ${date}`,
  ofThem: (line, count, total) => `${line} (${count} sur ${total})`,
  withNote: (line, note) => `${line}${colon}${note}`,
  endedBy: (name) => `Fin demandée par ${name}`,
  toldAfter: (ended) =>
    ended === 'snooze'
      ? 'La panne a commencé pendant une mise en sourdine, terminée maintenant'
      : 'La panne a commencé pendant une maintenance, terminée maintenant',
  silent: 'Rien d’autre ne sera annoncé d’ici là',
};

function endOf(after: Ended): string {
  if (after === undefined) return '';
  return after === 'snooze' ? `${colon}fin de la sourdine` : `${colon}fin de la maintenance`;
}
