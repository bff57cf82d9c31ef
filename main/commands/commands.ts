/**
 * What a person may ask of the running program: the one description that every surface shares. Arguments and results are
 * plain JSON, times epoch milliseconds, durations milliseconds.
 */

import { nearest } from '../config/nearest.ts';
import { formatPath } from '../config/problem.ts';
import type { HeartbeatState } from '../heartbeat.ts';
import type { LoggedDecision } from '../history/decisions.ts';
import type { Readers } from '../history/readers.ts';
import type { NotifierState } from '../messenger.ts';
import { type Attention, AttentionError } from '../monitor/attention.ts';
import type { NetworkState } from '../monitor/events.ts';
import type { Incident, Silence } from '../monitor/model.ts';
import type { Ledger } from '../monitor/ports.ts';
import type { SlackTestReport } from '../slack-test.ts';
import { type CommandArguments, type CommandName, commandArguments, isCommandName } from './arguments.ts';
import { chooseSnoozes } from './snooze-choice.ts';
import { type Status, statusOf } from './status.ts';
import { incidentsOf, jointScope, type Named, quoted, servicesIn, understand, type World } from './targets.ts';

export type Commands = {
  status(): Status;
  /** Throws an `AttentionError` where a target is unknown, or nothing of all targets is open. */
  acknowledge(wish: CommandArguments['acknowledge']): {
    readonly acknowledged: readonly Incident[];
    /** Those that somebody had acknowledged before. */
    readonly already: readonly Incident[];
  };
  /** Without `forMs` until nothing of it is down any more. */
  snooze(wish: CommandArguments['snooze']): {
    readonly silence: Silence;
    /** The services that it silences now. */
    readonly services: readonly string[];
  };
  /** Without targets all of them. Ends those that lie within what is named; throws where there is none. */
  unsnooze(wish: CommandArguments['unsnooze']): { readonly ended: readonly Silence[] };
  /** Latest start first; also those of services that are no longer watched. */
  incidents(query: CommandArguments['incidents']): { readonly incidents: readonly Incident[] };
  /** Latest first. */
  decisions(query: CommandArguments['decisions']): { readonly decisions: readonly LoggedDecision[] };
  testSlack(): Promise<SlackTestReport>;
};

export type CommandsDependencies = {
  readonly attention: Attention;
  readonly history: Pick<Readers, 'incidents' | 'decisions'> & Pick<Ledger, 'outage' | 'isIncidentIdTaken'>;
  /** Those of the configuration that is in force. */
  readonly services: () => readonly Named[];
  readonly network: () => NetworkState;
  readonly notifiers: () => readonly NotifierState[];
  readonly heartbeat: () => HeartbeatState | undefined;
  readonly testSlack: () => Promise<SlackTestReport>;
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
};

const usualLimit = 20;

export function createCommands(deps: CommandsDependencies): Commands {
  const { attention, history, services, testSlack } = deps;

  function world(): World {
    const incidents = attention.overview().services.flatMap(({ incident }) => incident ?? []);
    return { services: services(), incidents, isIncident: history.isIncidentIdTaken };
  }

  /** One that is no longer watched may be known to history all the same. */
  function serviceName<T>(wanted: string, found: (name: string) => readonly T[]): readonly T[] {
    const names = services().map(({ name }) => name);
    const alike = names.filter((name) => name.toLowerCase() === wanted.toLowerCase());
    const name = names.includes(wanted) ? wanted : alike.length === 1 ? alike[0] : undefined;
    const entries = found(name ?? wanted);
    if (name !== undefined || entries.length > 0) return entries;
    const meant = nearest(wanted, names);
    const advice =
      meant === undefined ? '"asl-monitor status" lists those there are' : `did you mean ${quoted(meant)}?`;
    throw new AttentionError(`there is no service "${wanted}": ${advice}`);
  }

  return {
    status: () =>
      statusOf(attention.overview(), {
        at: deps.wallMs(),
        network: deps.network(),
        notifiers: deps.notifiers(),
        heartbeat: deps.heartbeat(),
        explanationOf: (id) => history.outage(id)?.outage.explanation,
      }),
    acknowledge({ targets, by, note }) {
      const known = world();
      const meant = incidentsOf(understand(targets, known), known);
      if (meant.length === 0)
        throw new AttentionError(`nothing of ${named(targets)} is down: there is nothing to acknowledge`);
      const acknowledged = attention.acknowledge(
        meant.map(({ id }) => id),
        by,
        note,
      );
      const fresh = new Set(acknowledged.map(({ id }) => id));
      return { acknowledged, already: meant.filter(({ id }) => !fresh.has(id)) };
    },
    snooze({ targets, by, forMs, note }) {
      const known = world();
      const meanings = understand(targets, known);
      const over = meanings.find(({ incidents }) => incidents?.length === 0);
      if (over !== undefined) throw new AttentionError(`the incident ${over.target} is over: name its service instead`);
      const silence = attention.snooze({
        scope: jointScope(meanings),
        by,
        ...(forMs === undefined ? {} : { forMs }),
        ...(note === undefined ? {} : { note }),
      });
      return { silence, services: servicesIn(silence.scope, known) };
    },
    unsnooze({ targets, by }) {
      const known = world();
      const ids = chooseSnoozes(targets, attention.overview().silences, known);
      return { ended: attention.unsnooze(ids, by) };
    },
    incidents({ open = false, service, limit = usualLimit }) {
      const query = { openOnly: open, limit };
      if (service === undefined) return { incidents: history.incidents(query) };
      return { incidents: serviceName(service, (name) => history.incidents({ ...query, service: name })) };
    },
    decisions({ service, limit = usualLimit }) {
      if (service === undefined) return { decisions: history.decisions({ limit }) };
      return { decisions: serviceName(service, (name) => history.decisions({ service: name, limit })) };
    },
    testSlack,
  };
}

const named = (targets: readonly string[]): string => targets.map(quoted).join(', ');

/** What compiles only while every command has both a schema and a handler that takes what it lets through. */
type Handlers = { readonly [Name in CommandName]: (args: CommandArguments[Name]) => unknown };
type Described = Commands & { readonly [Name in keyof Commands]: Name extends CommandName ? unknown : never };

/** Runs the command of that name with arguments from outside. Rejects with an `AttentionError` where they are not right. */
export async function runCommand(commands: Described, name: string, args: unknown): Promise<unknown> {
  if (!isCommandName(name)) {
    const known = Object.keys(commandArguments);
    const meant = nearest(name, known);
    throw new AttentionError(
      `there is no command "${name}"${meant === undefined ? '' : `, did you mean "${meant}"?`}; known are ${known.join(', ')}`,
    );
  }
  return await run(commands, name, args);
}

function run<Name extends CommandName>(commands: Handlers, name: Name, args: unknown): unknown {
  const parsed = commandArguments[name].safeParse(args);
  if (parsed.success) return commands[name](parsed.data);
  const faults = parsed.error.issues.map(
    ({ path, message }) =>
      `${formatPath(['arguments', ...path.map((part) => (typeof part === 'symbol' ? part.toString() : part))])}: ${message}`,
  );
  throw new AttentionError(`${name}: ${faults.join('; ')}`);
}
