/** The story down one line of time: what happened, what was told of it, and how long it was until the next thing. */
import { useMemo } from 'preact/hooks';
import type { IncidentStory } from '../../preload/past.ts';
import { Icon } from '../pieces/icon.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { language } from '../words/dictionary.ts';
import { formatDelay, formatDuration, formatExactDuration } from '../words/durations.ts';
import { formatDay, formatExactTime, formatMoment, formatWhole } from '../words/locale.ts';
import { startOfDay } from './days.ts';
import { detailWords } from './detail-words.ts';
import { type Moment, momentsOf, stretchPx } from './moments.ts';
import { type MomentLine, type MomentMark, type StoryContext, textOf } from './story-lines.ts';
import { storyWords } from './story-words.ts';
import './story-line.css';

export function StoryLine({ story }: { readonly story: IncidentStory }) {
  const { incident, outage, points } = story;
  const moments = useMemo(() => momentsOf(points), [points]);
  const last = moments.at(-1);
  const elsewhere = (id: string): string | undefined =>
    id === incident.id ? undefined : outage.members.find((member) => member.id === id)?.service;
  const isOpen = incident.endedAt === undefined;
  return (
    <ol class="incident-story">
      {moments.map((moment, index) => (
        <MomentItem
          key={`${moment.at}:${moment.happening?.type ?? moment.alerts[0]?.alert}`}
          moment={moment}
          before={moments[index - 1]}
          after={moments[index + 1]}
          isOpenEnd={isOpen && moment === last}
          elsewhere={elsewhere}
        />
      ))}
      {isOpen && last !== undefined && <NowItem startedAt={incident.startedAt} last={last} />}
    </ol>
  );
}

type ItemProps = {
  readonly moment: Moment;
  readonly before: Moment | undefined;
  readonly after: Moment | undefined;
  readonly isOpenEnd: boolean;
  readonly elsewhere: StoryContext['elsewhere'];
};

function MomentItem({ moment, before, after, isOpenEnd, elsewhere }: ItemProps) {
  const { mark, title, lines } = textOf(moment, before, contextAt(moment.at, elsewhere));
  const isNewDay = before === undefined || startOfDay(before.at) !== startOfDay(moment.at);
  return (
    <li class={`moment then-${moment.stretch}`}>
      {isNewDay && <p class="moment-day quiet">{formatDay(moment.at)}</p>}
      <MomentTime at={moment.at} />
      <span class="moment-mark">
        <Mark mark={mark} />
      </span>
      <div class="moment-text">
        <p>{title}</p>
        {lines.map((line) => (
          <Line key={line.text} line={line} />
        ))}
      </div>
      {after !== undefined && <Gap ms={after.at - moment.at} />}
      {isOpenEnd && <OpenGap since={moment.at} />}
    </li>
  );
}

/** What else is said at a moment needs no day if it is the same one. */
function contextAt(shown: number, elsewhere: StoryContext['elsewhere']): StoryContext {
  return {
    words: storyWords.value,
    elsewhere,
    sentence: (sentence) => sentence[language.value],
    duration: formatDuration,
    delay: formatDelay,
    moment: (at) => formatMoment(at, shown),
    exact: (at) =>
      startOfDay(at) === startOfDay(shown) ? formatExactTime(at) : `${formatDay(at)}, ${formatExactTime(at)}`,
  };
}

function MomentTime({ at }: { readonly at: number }) {
  return (
    <time class="moment-time mono" dateTime={new Date(at).toISOString()} title={formatWhole(at)}>
      {formatExactTime(at)}
    </time>
  );
}

function Line({ line: { text, at, tone } }: { readonly line: MomentLine }) {
  return (
    <p class={`moment-line ${tone}`} title={at === undefined ? undefined : formatWhole(at)}>
      {text}
    </p>
  );
}

function Mark({ mark }: { readonly mark: MomentMark }) {
  switch (mark) {
    case 'degraded':
    case 'down':
    case 'ok':
    case 'unknown':
    case 'paused':
      return <StateMark state={mark} size={14} />;
    case 'acknowledged':
      return <Icon name="acknowledge" />;
    case 'closed':
      return <Icon name="close" />;
    case 'told':
      return <span class="moment-dot" />;
  }
}

function Gap({ ms }: { readonly ms: number }) {
  return (
    <p class="moment-gap faint" style={{ minHeight: `${stretchPx(ms)}px` }} title={formatExactDuration(ms)}>
      +&nbsp;{formatDelay(ms)}
    </p>
  );
}

function OpenGap({ since }: { readonly since: number }) {
  return <Gap ms={now.value - since} />;
}

/** The end that is still open. */
function NowItem({ startedAt, last }: { readonly startedAt: number; readonly last: Moment }) {
  const words = detailWords.value;
  return (
    <li class="moment moment-now">
      <span class="moment-time">{words.now}</span>
      <span class="moment-mark">
        <StateMark state={last.stretch === 'unseen' ? 'unknown' : 'down'} size={14} />
      </span>
      <div class="moment-text">
        <p>
          {last.stretch === 'unseen' ? words.unseenNow : words.stillDown(formatExactDuration(now.value - startedAt))}
        </p>
      </div>
    </li>
  );
}
