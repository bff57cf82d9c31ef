/** A message to Slack, to see whether alerts would arrive. */
import type { Handlers } from '../../preload/contract.ts';
import type { SlackReport } from '../../preload/settings.ts';
import type { SlackTestReport } from '../slack-test.ts';
import { reasonSentence } from './sentences.ts';

export function createSlackHandlers(testSlack: () => Promise<SlackTestReport>): Pick<Handlers, 'testSlack'> {
  return { testSlack: async () => slackReport(await testSlack()) };
}

function slackReport(report: SlackTestReport): SlackReport {
  const { ok, channel, bot, workspace, missingScopes, remedy } = report;
  return {
    ok,
    channel,
    ...(bot === undefined ? {} : { bot }),
    ...(workspace === undefined ? {} : { workspace }),
    ...(missingScopes === undefined ? {} : { missingScopes }),
    ...(report.ok ? {} : { reason: reasonSentence(report.reason) }),
    ...(remedy === undefined ? {} : { remedy: reasonSentence(remedy) }),
  };
}
