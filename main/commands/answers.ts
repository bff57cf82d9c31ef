/** What a command answered, as lines for people. Pure. */

import type { LoggedDecision } from '../history/decisions.ts';
import type { Incident } from '../monitor/model.ts';
import { duration } from '../notify/durations.ts';
import type { SlackTestReport } from '../slack-test.ts';
import type { CommandName } from './arguments.ts';
import type { Commands } from './commands.ts';
import { describeStatus } from './status-lines.ts';
import {
  authorText,
  clockTime,
  listed,
  plain,
  scopeText,
  shapeOf,
  since,
  table,
  untilWhen,
  type View,
} from './tables.ts';

type Answers = { readonly [Name in CommandName]: Awaited<ReturnType<Commands[Name]>> };
type Describer<Answer> = (answer: Answer, view: View) => readonly string[];

const describers: { readonly [Name in CommandName]: Describer<Answers[Name]> } = {
  status: describeStatus,
  acknowledge({ acknowledged, already }) {
    return [
      ...(acknowledged.length === 0 ? [] : [`Acknowledged: ${listed(servicesOf(acknowledged), 10)}`]),
      ...already.map(
        ({ service, acknowledged: earlier }) =>
          `${plain(service)} was acknowledged before${earlier === undefined ? '' : ` by ${plain(earlier.by.name)}`}`,
      ),
    ];
  },
  snooze({ silence, services }, view) {
    const count = services.length === 1 ? '1 service' : `${services.length} services`;
    return [
      `Snoozed ${untilWhen(silence.until, view)}: ${scopeText(silence.scope)} (${count})`,
      `Checks go on. To end it before: asl-monitor unsnooze ${silence.id}`,
    ];
  },
  unsnooze({ ended }) {
    return ended.map((silence) => `The snooze of ${scopeText(silence.scope)} ${authorText(silence)} is over`);
  },
  incidents({ incidents }, view) {
    if (incidents.length === 0) return ['No incidents.'];
    return table(incidents.map((incident) => incidentRow(incident, view)));
  },
  decisions({ decisions }, view) {
    if (decisions.length === 0) return ['No check has failed.'];
    return table(decisions.map((decision) => decisionRow(decision, view)));
  },
  testSlack: describeSlackTest,
};

/** `answer` is that of the command. */
export function describeAnswer(command: CommandName, answer: unknown, view: View): readonly string[] {
  return describers[command](answer as never, view);
}

const servicesOf = (incidents: readonly Incident[]): readonly string[] => incidents.map(({ service }) => service);

function incidentRow(incident: Incident, view: View): readonly string[] {
  const { id, service, startedAt, endedAt, failure, acknowledged, silence } = incident;
  const isOver = endedAt !== undefined;
  const state = isOver ? 'ok' : silence === undefined ? 'down' : 'paused';
  return [
    shapeOf(state, view),
    clockTime(startedAt, view),
    isOver ? duration(endedAt - startedAt) : `for ${since(startedAt, view)}`,
    plain(service),
    plain(failure.sentence),
    id,
    acknowledged === undefined ? '' : `acknowledged by ${plain(acknowledged.by.name)}`,
  ];
}

function decisionRow(decision: LoggedDecision, view: View): readonly string[] {
  const { service, at, alerted, sentence, count, reason } = decision;
  return [
    shapeOf(alerted ? 'down' : reason === undefined ? 'degraded' : 'unknown', view),
    clockTime(at, view),
    plain(service),
    plain(sentence),
    count === 1 ? '' : `${count} times`,
  ];
}

function describeSlackTest(report: SlackTestReport, view: View): readonly string[] {
  const { bot, workspace, missingScopes = [], remedy, channel } = report;
  return [
    report.ok
      ? `${shapeOf('ok', view)} The test message is in ${plain(channel)}`
      : `${shapeOf('down', view)} No test message in ${plain(channel)}: ${plain(report.reason)}`,
    ...(bot === undefined || workspace === undefined
      ? []
      : [`  Signed in as ${plain(bot)} in the workspace ${plain(workspace)}`]),
    ...(missingScopes.length === 0 ? [] : [`  Missing scopes: ${missingScopes.join(', ')}`]),
    ...(remedy === undefined ? [] : [`  What to do: ${remedy}`]),
  ];
}
