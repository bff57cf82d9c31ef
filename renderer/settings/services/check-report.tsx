/** Everything that one check saw. */
import type { ComponentChildren } from 'preact';
import type { Certificate } from '../../../main/monitor/model.ts';
import type { CheckView } from '../../../preload/past.ts';
import { StateMark } from '../../pieces/state-mark.tsx';
import { now } from '../../state/clock.ts';
import { language } from '../../words/dictionary.ts';
import { formatMilliseconds } from '../../words/durations.ts';
import { formatDate, formatWhole } from '../../words/locale.ts';
import { terms } from '../../words/terms.ts';
import { type PhaseSpan, spansOf } from './phase-spans.ts';
import { testWords } from './test-words.ts';

const mostNames = 6;
const dayMs = 24 * 60 * 60_000;

export function CheckReport({ check }: { readonly check: CheckView }) {
  const words = testWords.value;
  const { durationMs, address, statusCode, certificate } = check;
  return (
    <div class="draft-report">
      <Verdict check={check} />
      <PhaseBars check={check} />
      <dl>
        {statusCode !== undefined && <Fact name={words.status}>{statusCode}</Fact>}
        <Fact name={words.took}>{formatMilliseconds(durationMs)}</Fact>
        {address !== undefined && (
          <Fact name={words.address}>
            <code>{address}</code>
          </Fact>
        )}
        {certificate !== undefined && <CertificateFacts certificate={certificate} />}
      </dl>
    </div>
  );
}

function Verdict({ check }: { readonly check: CheckView }) {
  const words = testWords.value;
  const { failure, unobserved, slow, statusCode = '', durationMs } = check;
  const said = slow === true ? words.slow : words.good;
  return (
    <>
      <p class="draft-verdict">
        <StateMark state={failure !== undefined ? 'down' : slow === true ? 'degraded' : 'ok'} />
        <strong>
          {failure === undefined
            ? said(`${statusCode}`, formatMilliseconds(durationMs))
            : failure.sentence[language.value]}
        </strong>
      </p>
      {failure !== undefined && (
        <p class="quiet">{unobserved === undefined ? words.bad : words.unobserved(terms.value.reasons[unobserved])}</p>
      )}
    </>
  );
}

function PhaseBars({ check: { phases, durationMs, failure } }: { readonly check: CheckView }) {
  const spans = spansOf(phases, durationMs, failure?.phase);
  if (spans.length === 0) return null;
  const nameOf = ({ phase }: PhaseSpan): string => terms.value.phases[phase];
  return (
    <table class="draft-phases">
      <caption class="only-heard">{testWords.value.phases}</caption>
      <tbody>
        {spans.map((span) => (
          <tr key={span.phase}>
            <th scope="row">{nameOf(span)}</th>
            <td class="draft-track" aria-hidden="true">
              <span
                class={span.isFailed ? 'failed' : ''}
                style={{ insetInlineStart: `${span.start * 100}%`, width: `${span.share * 100}%` }}
              />
            </td>
            <td class="number">{formatMilliseconds(span.ms)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CertificateFacts({ certificate }: { readonly certificate: Certificate }) {
  const words = testWords.value;
  const { subject, issuer, names, validTo } = certificate;
  const days = Math.floor((validTo - now.value) / dayMs);
  const rest = names.length - mostNames;
  return (
    <>
      <Fact name={words.certificate}>{subject}</Fact>
      <Fact name={words.issuer}>{issuer}</Fact>
      <Fact name={words.validTo}>
        <time dateTime={new Date(validTo).toISOString()} title={formatWhole(validTo)}>
          {formatDate(validTo)}
        </time>{' '}
        <span class="quiet">({days < 0 ? words.over : words.daysLeft(days)})</span>
      </Fact>
      <Fact name={words.forNames}>
        {names.slice(0, mostNames).join(', ')} {rest > 0 && words.more(rest)}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
