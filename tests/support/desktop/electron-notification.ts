/** Electron's notifications: shown for as long as nobody closes them. */
import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { Preventable } from './electron-app.ts';
import { machine } from './machine.ts';

type Faithful = Pick<Notification, 'title' | 'body' | 'silent' | 'urgency' | 'actions' | 'show' | 'close' | 'id'>;

export class StandInNotification extends EventEmitter implements Faithful {
  static isSupported(): boolean {
    return true;
  }

  /** Of those that were shown under that id, in whichever run. */
  static remove(id: string | string[]): void {
    const ids = [id].flat();
    for (const one of StandInNotification.#shown) if (ids.includes(one.id)) one.#leave('applicationHidden');
  }

  static readonly #shown = new Set<StandInNotification>();

  title: string;
  body: string;
  silent: boolean;
  urgency: 'normal' | 'critical' | 'low';
  actions: NonNullable<NotificationConstructorOptions['actions']>;
  readonly id: string;
  readonly #onMachine = {
    picture: () => ({
      title: this.title,
      body: this.body,
      silent: this.silent,
      urgency: this.urgency,
      actions: this.actions.map(({ text }) => text ?? ''),
    }),
    click: () => void this.emit('click', new Preventable()),
    act: (index: number) =>
      void this.emit('action', { ...new Preventable(), actionIndex: index, selectionIndex: -1 }, index, -1),
    dismiss: () => this.#leave('userCanceled'),
  };

  constructor(options: NotificationConstructorOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'low';
    this.actions = options.actions ?? [];
    this.id = options.id ?? crypto.randomUUID();
  }

  /** Again: what was shown before goes, and it is shown anew. */
  show(): void {
    machine.notifications.delete(this.#onMachine);
    setImmediate(() => {
      if (machine.refusesNotifications) {
        this.emit('failed', new Preventable(), 'the system does not show notifications of this program');
        return;
      }
      machine.notifications.add(this.#onMachine);
      StandInNotification.#shown.add(this);
      machine.shownNotifications.push(this.#onMachine.picture());
      this.emit('show', new Preventable());
    });
  }

  close(): void {
    setImmediate(() => this.#leave('applicationHidden'));
  }

  #leave(reason: string): void {
    StandInNotification.#shown.delete(this);
    if (machine.notifications.delete(this.#onMachine)) this.emit('close', { ...new Preventable(), reason });
  }
}
