/** With what the service shows that it is itself, and until when. */
import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Certificate } from '../../main/monitor/model.ts';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { formatDuration } from '../words/durations.ts';
import { formatDate, formatWhole } from '../words/locale.ts';
import { type Expiry, expiryOf } from './expiry.ts';
import { factWords } from './fact-words.ts';
import './certificate-facts.css';

export type CertificateFactsProps = {
  readonly url: string;
  readonly certificate: Certificate | undefined;
  /** Whether there is none, or it is not known yet. */
  readonly isKnown: boolean;
};

const mostNames = 4;

export function CertificateFacts({ url, certificate, isKnown }: CertificateFactsProps) {
  const words = factWords.value;
  return (
    <section class="certificate" aria-labelledby="certificate-title">
      <h3 id="certificate-title" class="section-title">
        {words.certificate}
      </h3>
      {certificate !== undefined ? (
        <Facts certificate={certificate} />
      ) : (
        <p class="quiet">{isKnown && (/^http:/i.test(url) ? words.noCertificate : words.notSeen)}</p>
      )}
    </section>
  );
}

function Facts({ certificate }: { readonly certificate: Certificate }) {
  const words = factWords.value;
  const { subject, issuer, names, validTo } = certificate;
  return (
    <dl class="service-facts">
      <Fact name={words.validTo}>
        <time dateTime={new Date(validTo).toISOString()} title={formatWhole(validTo)}>
          {formatDate(validTo)}
        </time>{' '}
        <Left certificate={certificate} />
      </Fact>
      <Fact name={words.subject}>{subject}</Fact>
      <Fact name={words.issuer}>{issuer}</Fact>
      {names.length > 0 && (
        <Fact name={words.names}>
          <Names names={names} />
        </Fact>
      )}
    </dl>
  );
}

function Left({ certificate }: { readonly certificate: Certificate }) {
  const words = factWords.value;
  const expiry = useComputed(() => expiryOf(certificate, now.value)).value;
  switch (expiry.state) {
    case 'good':
      return <span class="quiet">({words.left(formatDuration(expiry.leftMs))})</span>;
    case 'soon':
      return <Marked state={expiry.state}>{words.soon(formatDuration(expiry.leftMs))}</Marked>;
    case 'over':
      return <Marked state={expiry.state}>{words.over(formatDuration(expiry.agoMs))}</Marked>;
    case 'not_yet':
      return <Marked state={expiry.state}>{words.notValidYet}</Marked>;
  }
}

type MarkedProps = { readonly state: Exclude<Expiry['state'], 'good'>; readonly children: string };

function Marked({ state, children }: MarkedProps) {
  return (
    <span class={`certificate-state ${state}`}>
      <StateMark state={state === 'soon' ? 'degraded' : 'down'} size={12} />
      {children}
    </span>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  const rest = names.slice(mostNames);
  return (
    <>
      {names.slice(0, mostNames).join(', ')}
      {rest.length > 0 && (
        <details>
          <summary>{factWords.value.moreNames(rest.length)}</summary>
          {rest.join(', ')}
        </details>
      )}
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
