/** The table of `npm run chaos`. */
import type { Evidence } from './evidence.ts';
import type { Verdict } from './judge.ts';

export type Played = {
  readonly verdict: Verdict;
  readonly evidence: Evidence;
  readonly breakages: number;
  readonly tookMs: number;
  /** The run's folder, for those that are kept. */
  readonly kept: string;
};

const mostRemarks = 5;

export function tableOf({ verdict, evidence, breakages, tookMs }: Played): string {
  const { limited } = verdict;
  const kills = evidence.runs.filter(({ how }) => how === 'killed').length;
  const told = verdict.incidents - verdict.silenced;
  const groups: readonly (readonly (readonly [string, string])[])[] = [
    [
      ['kills', String(kills)],
      ['took', `${Math.round(tookMs / 1_000)} s`],
      ['services broken', `${breakages} times`],
      ['requests to Slack', `${evidence.requests.length}, of which answered as asked ${answeredWell(evidence)}`],
      ['faults', faultsOf(evidence)],
      ['messages', String(evidence.messages.length)],
      ['answers lost to messages that arrived', String(lostAnswers(evidence))],
      ['the token may read the channel', evidence.mayRead ? 'yes' : 'no'],
    ],
    [
      ['incidents', `${verdict.incidents} in ${verdict.outages} outages, ${verdict.grouped} of several services`],
      ['openings told', `${verdict.openings} of ${told}`],
      ['closings told', `${verdict.closings} of ${told}`],
      ['told by one message', String(verdict.merged)],
      ['lost', String(verdict.lost.length)],
      ['out of order', String(verdict.disordered.length)],
      ['told twice', String(verdict.doubles.length)],
      ['told twice, allowed', String(verdict.excusedDoubles.length)],
      ['not on record', String(verdict.strange.length + evidence.forgotten.length)],
      ['still owed', String(evidence.owed.length)],
    ],
    [
      ['messages at top level', `${verdict.topLevel} for ${verdict.outages} outages, at most ${verdict.mostTopLevel}`],
      ['turns of a flapping service not told', String(verdict.gaps.length)],
      ['replies shown in the channel', String(verdict.broadcasts)],
      ['root messages left untrue', String(verdict.stale.length)],
      ['429 made by the faults', String(limited.fault)],
      ['429 for what earlier runs sent', String(limited.earlier_runs)],
      ['429 although an earlier run was told', String(limited.told_earlier_run)],
      ['429 although told', String(limited.told)],
      ['429 for sending too fast', String(limited.too_fast)],
    ],
  ];
  const rows = groups.flat();
  const width = Math.max(...rows.map(([name]) => name.length));
  const rule = '─'.repeat(width + 20);
  const blocks = groups.map((group) => group.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n'));
  const remarks = [
    ...some(verdict.excusedDoubles.map((text) => `allowed: ${text}`)),
    ...some(verdict.gaps.map((text) => `not told: ${text}`)),
    ...some(verdict.stale.map((text) => `left untrue: ${text}`)),
  ];
  const isKept = verdict.broken.length === 0;
  return [
    ...blocks.flatMap((block) => [block, rule]),
    isKept ? 'kept' : 'NOT KEPT',
    ...verdict.broken.map((text) => `  ${text}`),
    ...(remarks.length === 0 ? [] : ['', ...remarks.map((text) => `  ${text}`)]),
  ].join('\n');
}

function some(texts: readonly string[]): readonly string[] {
  const more = texts.length - mostRemarks;
  return more > 0 ? [...texts.slice(0, mostRemarks), `… and ${more} more, which --keep leaves in verdict.json`] : texts;
}

function faultsOf({ requests }: Evidence): string {
  const kinds = Map.groupBy(
    requests.filter(({ fault }) => fault !== 'none'),
    ({ fault }) => fault,
  );
  return [...kinds].map(([kind, { length }]) => `${length} ${kind.replaceAll('_', ' ')}`).join(', ');
}

function answeredWell({ requests }: Evidence): number {
  return requests.filter(({ answer, answeredAt }) => answer === 'ok' && answeredAt !== undefined).length;
}

function lostAnswers({ messages, requests }: Evidence): number {
  return messages.filter(
    ({ request }) => requests[request]?.answeredAt === undefined || requests[request]?.answer !== 'ok',
  ).length;
}
