/** The last check, phase by phase on one axis of time: where the time went, or where it failed. */
import type { ComponentChildren } from 'preact';
import type { CheckView } from '../../preload/past.ts';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { formatDuration, formatMilliseconds } from '../words/durations.ts';
import { formatExactTime, formatWhole } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { checkWords } from './check-words.ts';
import { type Waterfall, type WaterfallRow, waterfallOf } from './waterfall.ts';
import './last-check.css';

export type LastCheckProps = {
  readonly last: CheckView | undefined;
  /** Whether there is none, or it is not known yet. */
  readonly isKnown: boolean;
  readonly expected: string | undefined;
};

/** As high without a check as with one. */
const nothing = waterfallOf({ phases: {}, durationMs: 0 });

export function LastCheck({ last, isKnown, expected }: LastCheckProps) {
  const words = checkWords.value;
  const waterfall = last === undefined ? nothing : waterfallOf(last);
  return (
    <section class="last-check" aria-labelledby="last-check-title">
      <h3 id="last-check-title" class="section-title">
        {words.last}
        {last !== undefined && (
          <span class="quiet">
            <time dateTime={new Date(last.at).toISOString()} title={formatWhole(last.at)}>
              {formatExactTime(last.at)}
            </time>{' '}
            · {words.ago(formatDuration(now.value - last.at))}
          </span>
        )}
      </h3>
      <table class="waterfall">
        <colgroup>
          <col class="waterfall-names" />
          <col />
          <col class="waterfall-times" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" class="only-heard">
              {words.phase}
            </th>
            <td class="waterfall-axis" aria-hidden="true">
              {last !== undefined && <Ticks waterfall={waterfall} />}
            </td>
            <th scope="col" class="only-heard">
              {words.took}
            </th>
          </tr>
        </thead>
        <tbody>
          {waterfall.rows.map((row) => (
            <PhaseRow key={row.phase} row={row} waterfall={waterfall} isThere={last !== undefined} />
          ))}
        </tbody>
      </table>
      {last === undefined ? (
        <p class="last-check-facts quiet">{isKnown && words.neverChecked}</p>
      ) : (
        <Facts last={last} expected={expected} />
      )}
    </section>
  );
}

function Ticks({ waterfall: { ticksMs, wholeMs } }: { readonly waterfall: Waterfall }) {
  return ticksMs.map((ms) => (
    <span key={ms} class="mono" style={{ insetInlineStart: percent(ms, wholeMs) }}>
      {ms === 0 ? '0' : formatMilliseconds(ms)}
    </span>
  ));
}

type PhaseRowProps = { readonly row: WaterfallRow; readonly waterfall: Waterfall; readonly isThere: boolean };

function PhaseRow({ row: { phase, state, ms, startMs }, waterfall, isThere }: PhaseRowProps) {
  const words = checkWords.value;
  const { ticksMs, wholeMs } = waterfall;
  const isEntered = state === 'done' || state === 'failed';
  return (
    <tr class={isThere ? state : 'skipped'}>
      <th scope="row">{terms.value.phases[phase]}</th>
      <td class="waterfall-track" aria-hidden="true">
        {(isThere ? ticksMs : [0]).map((tick) => (
          <i key={tick} style={{ insetInlineStart: percent(tick, wholeMs) }} />
        ))}
        {isThere && isEntered && (
          <span style={{ insetInlineStart: percent(startMs, wholeMs), width: percent(ms, wholeMs) }} />
        )}
      </td>
      <td class="number">
        {isThere && state === 'failed' && (
          <>
            <span class="waterfall-failed">
              <StateMark state="down" size={10} />
              {words.failedHere}
            </span>{' '}
          </>
        )}
        {isThere && isEntered && formatMilliseconds(ms)}
        {isThere && state === 'skipped' && words.skipped}
        {isThere && state === 'unreached' && words.unreached}
      </td>
    </tr>
  );
}

const percent = (ms: number, wholeMs: number): string => `${(ms / wholeMs) * 100}%`;

/** Each keeps its place, whatever the next check brings. */
function Facts({ last, expected }: { readonly last: CheckView; readonly expected: string | undefined }) {
  const words = checkWords.value;
  const { durationMs, statusCode, address, failure, unobserved } = last;
  const isWrong = failure?.kind === 'status';
  return (
    <>
      <dl class="last-check-facts">
        <Fact name={words.total}>{formatMilliseconds(durationMs)}</Fact>
        <Fact name={words.status}>
          {statusCode !== undefined && (
            <>
              <span class={isWrong ? 'wrong' : undefined}>{statusCode}</span>
              {isWrong && expected !== undefined && <span class="quiet"> {words.expected(expected)}</span>}
            </>
          )}
        </Fact>
        <Fact name={words.address}>{address !== undefined && <code>{address}</code>}</Fact>
      </dl>
      {unobserved !== undefined && <p class="quiet">{words.doesNotCount(terms.value.reasons[unobserved])}</p>}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span class="faint">–</span>}</dd>
    </div>
  );
}
