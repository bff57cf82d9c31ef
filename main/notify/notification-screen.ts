/** What a desktop's notifications are for the program: the system's own, or those of a test. */

export type NoticeAction = 'acknowledge' | 'snooze';

/** Texts are plain, and of one line each. */
export type Notice = {
  /** The id of the outage that it is about, or else a word of its own; one with the same id replaces it. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** What can be pressed, where the system has buttons. */
  readonly actions: readonly NoticeAction[];
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly isSilent: boolean;
  /** The place in the window that it leads to, such as `#/incidents/ID`. */
  readonly hash: string;
};

/** As far as the system says: it may be set to keep them from the screen. */
export type Shown =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** One sentence, the same for the same cause. */
      readonly reason: string;
      readonly remedy?: string;
    };

export type NotificationScreen = {
  /** Replaces the one with the same id. Never rejects. */
  show(notice: Notice): Promise<Shown>;
  /** Also one of an earlier run, where the system lets it; does nothing where there is none. */
  close(id: string): void;
  /** It was shown in this run, and nobody has closed it, as far as the system tells. */
  isShown(id: string): boolean;
};
