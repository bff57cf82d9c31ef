/** Incidents, as the window shows them. Pure. */

import type { IncidentRow } from '../../preload/past.ts';
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident } from '../monitor/model.ts';
import { failureSentence } from './sentences.ts';
import { shownUrl } from './urls.ts';

export function incidentRow(incident: Incident): IncidentRow {
  const { id, service, url, critical, startedAt, openedAt, failure, flaps } = incident;
  const { endedAt, endedNotBefore, end, statusCode, acknowledged } = incident;
  return {
    id,
    service,
    outage: outageIdOf(incident),
    url: shownUrl(url),
    critical,
    startedAt,
    openedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(endedNotBefore === undefined ? {} : { endedNotBefore }),
    ...(end === undefined ? {} : { end }),
    kind: failure.kind,
    sentence: failureSentence(failure.sentence),
    ...(statusCode === undefined ? {} : { statusCode }),
    flaps,
    ...(acknowledged === undefined ? {} : { acknowledged }),
  };
}
