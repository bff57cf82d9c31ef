/** What can be done about the service, the most urgent first. */
import type { Scope } from '../../main/monitor/model.ts';
import type { ServiceView } from '../../preload/snapshot.ts';
import { acknowledge, checkNow, copy, setPaused, snoozing, unsnooze } from '../actions/care.ts';
import { ExternalLink } from '../pieces/external-link.tsx';
import { Icon } from '../pieces/icon.tsx';
import { useKeys } from '../state/keys.ts';
import { hrefOf } from '../state/route.ts';
import { head } from '../state/world.ts';
import { serviceWords } from './words.ts';

export type ServiceActionsProps = {
  readonly view: ServiceView;
  /** Undefined until it is known. */
  readonly curl: string | undefined;
};

export function ServiceActions({ view, curl }: ServiceActionsProps) {
  const words = serviceWords.value;
  const { name, incident, silence, unobserved, runbook } = view;
  const isPaused = unobserved?.reason === 'paused';
  const isOwed = incident !== undefined && incident.acknowledged === undefined;
  const accept = (): void => void acknowledge([name]);
  const check = (): void => void checkNow([name]);
  const startSnooze = (): void => {
    snoozing.value = { targets: [name], subject: name };
  };
  useKeys({
    a: () => {
      if (incident !== undefined) accept();
    },
    s: startSnooze,
    c: () => {
      if (!isPaused) check();
    },
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a form's looks and no other meaning
    <div class="service-actions" role="group" aria-label={words.actions}>
      {isOwed && (
        <button type="button" class="button primary" aria-keyshortcuts="a" onClick={accept}>
          <Icon name="acknowledge" />
          {words.acknowledge}
        </button>
      )}
      {silence?.kind === 'snooze' ? (
        <EndSnooze name={name} id={silence.id} />
      ) : (
        <button type="button" class="button" aria-keyshortcuts="s" aria-haspopup="dialog" onClick={startSnooze}>
          <Icon name="snooze" />
          {words.snooze}
        </button>
      )}
      <button type="button" class="button" aria-keyshortcuts="c" disabled={isPaused} onClick={check}>
        <Icon name="check" />
        {words.check}
      </button>
      {runbook !== undefined && (
        <ExternalLink class="button" href={runbook}>
          <Icon name="link" />
          {words.runbook}
        </ExternalLink>
      )}
      <button type="button" class="button plain" onClick={() => void setPaused(name, !isPaused)}>
        <Icon name={isPaused ? 'play' : 'pause'} />
        {isPaused ? words.resume : words.pause}
      </button>
      <button
        type="button"
        class="button plain"
        disabled={curl === undefined}
        onClick={() => {
          if (curl !== undefined) void copy(curl);
        }}
      >
        <Icon name="copy" />
        {words.curl}
      </button>
      <a class="button plain" href={hrefOf({ view: 'settings', chosen: 'services', params: { service: name } })}>
        <Icon name="edit" />
        {words.edit}
      </a>
    </div>
  );
}

/** What was snoozed together ends together, so it says of what else. */
function EndSnooze({ name, id }: { readonly name: string; readonly id: string }) {
  const words = serviceWords.value;
  const targets = snoozedTargets(head.value?.silences.find((one) => one.id === id)?.scope, name);
  const isAlone = targets.length === 1 && targets[0] === name;
  return (
    <button type="button" class="button" onClick={() => void unsnooze(targets)}>
      <Icon name="snooze" />
      {isAlone ? words.unsnooze : words.unsnoozeAll(targets)}
    </button>
  );
}

/** As the program takes them. */
function snoozedTargets(scope: Scope | undefined, name: string): readonly string[] {
  if (scope === undefined) return [name];
  if (scope === 'everything') return ['all'];
  const { services, groups, tags } = scope;
  return [...services, ...groups.map((group) => `group:${group}`), ...tags.map((tag) => `tag:${tag}`)];
}
