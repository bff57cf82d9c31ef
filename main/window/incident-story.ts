/** One incident's story, as the window shows it. Pure. */
import type { IncidentStory, StoryPoint, Told } from '../../preload/past.ts';
import type { Sentence } from '../../preload/snapshot.ts';
import type { Told as Delivered, StoryPoint as Point, IncidentStory as Story } from '../history/incident-story.ts';
import { assertNever, type Failure, type FailureKind, type Silence } from '../monitor/model.ts';
import { decisionView } from './decisions.ts';
import { incidentRow } from './incidents.ts';
import { doubtSentence, failureSentence, reasonSentence } from './sentences.ts';
import { silenceView } from './silence-view.ts';

export function storyView({ incident, outage, members, points, decisions }: Story): IncidentStory {
  const { responseMs, phases, address, consecutiveFailures, doubt, earlierKinds = [] } = incident;
  return {
    incident: {
      ...incidentRow(incident),
      responseMs,
      phases,
      ...(address === undefined ? {} : { address }),
      consecutiveFailures,
      ...(doubt === undefined ? {} : { doubt: doubtSentence(doubt) }),
      earlierKinds,
    },
    outage: {
      id: outage.id,
      startedAt: outage.startedAt,
      ...(outage.endedAt === undefined ? {} : { endedAt: outage.endedAt }),
      explanation: outage.explanation,
      members: members.map(incidentRow),
    },
    points: points.map(pointView),
    decisions: decisions.map(decisionView),
  };
}

function pointView(point: Point): StoryPoint {
  const { at } = point;
  switch (point.type) {
    case 'first_failure':
    case 'opened':
      return { type: point.type, at, ...failureView(point.failure) };
    case 'alert': {
      const { alert, incident, failure, quiet, told } = point;
      const quietly = quiet === undefined ? {} : { quiet };
      return { type: 'alert', at, alert, incident, ...failureView(failure), ...quietly, told: told.map(toldView) };
    }
    case 'silence':
      return { at, ...silencePoint(point.silence, point.endedAt) };
    case 'ended': {
      // The Python tool knew one end only.
      const { end = 'recovered', notBefore } = point;
      return { type: end, at, ...(notBefore === undefined ? {} : { notBefore }) };
    }
    case 'acknowledged':
    case 'unobserved':
      return point;
    default:
      return assertNever(point);
  }
}

function failureView({ kind, sentence }: Failure): { readonly kind: FailureKind; readonly sentence: Sentence } {
  return { kind, sentence: failureSentence(sentence) };
}

function silencePoint(silence: Silence, endedAt: number | undefined) {
  const { id: _, scope: __, startedAt: ___, ...view } = silenceView(silence);
  return { type: 'silence', ...view, ...(endedAt === undefined ? {} : { endedAt }) } as const;
}

function toldView({ reason, ...told }: Delivered): Told {
  return { ...told, ...(reason === undefined ? {} : { reason: reasonSentence(reason) }) };
}
