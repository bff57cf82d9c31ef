/** One incident's story, asked again whenever there may be more of it. */
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import type { IncidentStory } from '../../preload/past.ts';
import { type Asked, useAnswer } from '../state/asking.ts';
import { ask, isAskError } from '../state/bridge.ts';
import { connection, head, services } from '../state/world.ts';
import { useReturn } from './page-return.ts';

/** What the world does not push, such as a delay or a reason, is at most this old. */
const pollMs = 5_000;

export type StoryAsking = {
  readonly asked: ReadonlySignal<Asked<IncidentStory | 'missing'>>;
  readonly again: () => void;
};

export function useStory(id: string): StoryAsking {
  const circumstances = useComputed(() => circumstancesOf(id));
  const beat = useSignal(0);
  const asked = useAnswer(() => askStory(id), id, [circumstances.value, beat.value]);
  const isGoingOn = useComputed(() => {
    const { answer } = asked.value;
    return answer !== undefined && answer !== 'missing' && mayChange(answer);
  }).value;
  const again = useCallback(() => {
    beat.value = beat.peek() + 1;
  }, [beat]);
  useReturn(again);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, pollMs);
    return () => clearInterval(timer);
  }, [isGoingOn, again]);
  return { asked, again };
}

async function askStory(id: string): Promise<IncidentStory | 'missing'> {
  try {
    return await ask('incident', { id });
  } catch (error) {
    if (isAskError(error) && error.kind === 'missing') return 'missing';
    throw error;
  }
}

/** It is open, or somebody has not been told of it yet. */
function mayChange({ incident, outage, points }: IncidentStory): boolean {
  if (incident.endedAt === undefined || outage.endedAt === undefined) return true;
  return points.some((point) => point.type === 'alert' && point.told.some(({ at }) => at === undefined));
}

/** Differs whenever something happens to the incident or its outage, or an alert is owed or told. */
function circumstancesOf(id: string): string {
  const view = services.value.find(({ incident }) => incident?.id === id);
  const incident = view?.incident;
  const outage = head.value?.outages.find((open) => open.id === (incident?.outage ?? id));
  return JSON.stringify([
    connection.value === 'lost',
    incident && [incident.kind, incident.sentence.en, incident.flaps, incident.acknowledged?.at],
    view && [view.silence?.id, view.unobserved?.from],
    outage && [outage.services, outage.acknowledged?.at],
    head.value?.notifiers.map(({ owed }) => owed),
  ]);
}
