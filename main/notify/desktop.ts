/** Tells alerts by notifications of this desktop: one for each outage, replaced as it changes and closed once it is over. */
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident } from '../monitor/model.ts';
import { moreNotice, type OutageReport, openingsOf, outageNotice } from './desktop-notice.ts';
import type { Notice, NotificationScreen } from './notification-screen.ts';
import type { Delivery, Departure, FailedDelivery, Notifier } from './notifier.ts';
import { type Loudness, type LoudnessSettings, loudness } from './quiet-hours.ts';
import { isDown, type Report } from './report.ts';
import type { Language } from './wording.ts';

export type DesktopNotifierOptions = {
  readonly screen: NotificationScreen;
  /** Those in force. */
  readonly settings: () => LoudnessSettings;
  readonly language: () => Language;
  readonly wallMs: () => number;
};

/** Of many at once only the worst have their own: the others are counted. */
const mostAtOnce = 3;

/** Nobody was told, and nobody is to be. */
const untold: Delivery = { ok: true, untold: true };

export function createDesktopNotifier({ screen, settings, language, wallMs }: DesktopNotifierOptions): Notifier {
  /** By outage: the incidents that people know to be down. */
  const known = new Map<string, ReadonlySet<string>>();
  /** Outages that are only counted. */
  const counted = new Map<string, OutageReport>();

  async function deliver(report: Report, departure: Departure): Promise<Delivery> {
    const reports = report.digest === undefined ? [report] : byOutage(report);
    const [quieted, open] = [reports.filter(isQuieted), reports.filter((one) => !isQuieted(one))];
    const closed = quieted.map(close);
    const wanted = open.flatMap((one) => wishFor(one) ?? []).toSorted((one, other) => rank(one) - rank(other));
    const room = report.digest?.isList === true ? mostAtOnce : wanted.length;
    const [own, others] = [wanted.slice(0, room), wanted.slice(room)];
    const notices = own.map(noticeFor);
    const more = recount(reports, own, others);
    if (more !== undefined) notices.push(more);
    if (notices.length === 0) return closed.includes(true) ? { ok: true } : untold;
    departure.leaves();
    for (const notice of notices) {
      const shown = await screen.show(notice);
      if (!shown.ok) return refused(shown);
    }
    for (const wish of wanted) know(wish.report);
    return wanted.length > 0 || closed.includes(true) ? { ok: true } : untold;
  }

  function noticeFor({ report, isSilent }: Wish): Notice {
    const isFirst = !known.has(report.outageId);
    return outageNotice(report, { language: language(), now: wallMs(), isSilent, isFirst });
  }

  /** Whether it was on the screen. */
  function close({ outageId, incidents }: OutageReport): boolean {
    const wasShown = screen.isShown(outageId) || (counted.has(outageId) && screen.isShown('more'));
    if (!incidents.some(isDown)) known.delete(outageId);
    // Also where nothing is known of one: it may be of an earlier run.
    screen.close(outageId);
    return wasShown;
  }

  /** The notice that counts what has none of its own, where it is to be shown anew: silently, the worst were told aloud. */
  function recount(
    reports: readonly OutageReport[],
    own: readonly Wish[],
    others: readonly Wish[],
  ): Notice | undefined {
    const before = counted.size;
    for (const report of reports) {
      if (isQuieted(report)) counted.delete(report.outageId);
      else if (counted.has(report.outageId)) counted.set(report.outageId, report);
    }
    for (const { report } of own) counted.delete(report.outageId);
    for (const { report } of others) counted.set(report.outageId, report);
    if (before > 0 && counted.size === 0) screen.close('more');
    const isOther = others.length > 0 || (counted.size !== before && screen.isShown('more'));
    return counted.size > 0 && isOther ? moreNotice([...counted.values()], language()) : undefined;
  }

  /** Undefined where nothing is to be shown. */
  function wishFor(report: OutageReport): Wish | undefined {
    const { outageId, alerts, incidents } = report;
    const before = known.get(outageId);
    const joining = openingsOf(report).filter(({ id }) => before?.has(id) !== true);
    const isRecalled = alerts.some(({ kind }) => kind === 'reminder' || kind === 'still_down');
    const isWorse = isRecalled || before === undefined || joining.some(({ critical }) => critical);
    const isNews = isRecalled || joining.length > 0;
    if (!isNews && !screen.isShown(outageId)) return undefined;
    const { notification, sound } = loudnessOf(incidents);
    return notification ? { report, isSilent: !(sound && isNews && isWorse) } : undefined;
  }

  function loudnessOf(incidents: readonly Incident[]): Loudness {
    const isCritical = incidents.some((incident) => incident.critical && isDown(incident));
    return loudness(settings(), isCritical, wallMs());
  }

  function know({ outageId, incidents }: OutageReport): void {
    known.set(outageId, new Set(incidents.filter(isDown).map(({ id }) => id)));
  }

  return { name: 'desktop', gapMs: 0, deliver: (report, _conversation, departure) => deliver(report, departure) };
}

type Wish = { readonly report: OutageReport; readonly isSilent: boolean };

/** Nothing is left to be told: all of it is over, or somebody wants to hear no more of what is not. */
function isQuieted({ incidents }: OutageReport): boolean {
  return incidents.every((incident) => !isDown(incident) || incident.silence !== undefined);
}

const rank = ({ report: { incidents } }: Wish): number =>
  incidents.some((incident) => incident.critical && isDown(incident)) ? 0 : 1;

/** What has several services in common is said of the outage that the report begins with; others name theirs. */
function byOutage({ outageId, alerts, incidents, explanation }: Report): readonly OutageReport[] {
  const alertsOf = Map.groupBy(alerts, ({ incident }) => outageIdOf(incident));
  const incidentsOf = Map.groupBy(incidents, outageIdOf);
  return [...alertsOf].map(([id, own]) => ({
    outageId: id,
    alerts: own,
    incidents: incidentsOf.get(id) ?? own.map(({ incident }) => incident),
    explanation: id === outageId ? explanation : { kind: 'alone' },
  }));
}

/** It is no matter of this one message, and nothing changes until somebody lets the program show any. */
function refused({ reason, remedy }: { readonly reason: string; readonly remedy?: string }): FailedDelivery {
  const advice = remedy === undefined ? {} : { remedy };
  return { ok: false, reason, ...advice, scope: 'everything', retryable: false, uncertain: false };
}
