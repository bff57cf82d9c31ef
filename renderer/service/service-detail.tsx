/** One service: why it is in this state, what can be done, what its last check saw, and its past. */
import type { ServiceView } from '../../preload/snapshot.ts';
import { Decisions } from '../incidents/decisions.tsx';
import { hrefOf, route } from '../state/route.ts';
import { bars, servicesByName } from '../state/world.ts';
import { CadenceFacts } from './cadence-facts.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { ResponseChart } from './chart/response-chart.tsx';
import { Figures } from './figures.tsx';
import { LastCheck } from './last-check.tsx';
import { PastIncidents } from './past-incidents.tsx';
import { RecentChecks } from './recent-checks.tsx';
import { ServiceActions } from './service-actions.tsx';
import { newestOf, useDetail } from './service-asking.ts';
import { ServiceHeader } from './service-header.tsx';
import { serviceWords } from './words.ts';
import './service-detail.css';

export function ServiceDetailView({ name }: { readonly name: string }) {
  const view = servicesByName.value.get(name);
  return view === undefined ? <NotWatched name={name} /> : <Watched key={name} view={view} />;
}

function Watched({ view }: { readonly view: ServiceView }) {
  const { name } = view;
  const newest = newestOf(bars(name).value);
  const { answer, error } = useDetail(view, newest).value;
  return (
    <article class="service-detail">
      <ServiceHeader view={view} detail={answer} />
      <ServiceActions view={view} curl={answer?.curl} />
      {answer === undefined && error !== undefined && (
        <p class="service-error" role="alert">
          {serviceWords.value.failed} {error}
        </p>
      )}
      <div class="service-body">
        <LastCheck last={answer?.last} isKnown={answer !== undefined} expected={answer?.expectedStatus} />
        <Figures view={view} response={answer?.response} />
        <ResponseChart name={name} newest={newest} />
        <RecentChecks name={name} />
        <PastIncidents name={name} incidents={answer?.incidents} />
        {answer === undefined ? <div /> : <Decisions decisions={answer.decisions} />}
        <CertificateFacts url={view.url} certificate={answer?.certificate} isKnown={answer !== undefined} />
        {answer !== undefined && <CadenceFacts cadence={answer.cadence} />}
      </div>
    </article>
  );
}

function NotWatched({ name }: { readonly name: string }) {
  const words = serviceWords.value;
  return (
    <div class="empty">
      <h2>{words.missing}</h2>
      <p class="quiet missing-hint">{words.missingHint(name)}</p>
      <a class="button" href={hrefOf({ view: 'services', params: route.value.params })}>
        {words.allServices}
      </a>
    </div>
  );
}
