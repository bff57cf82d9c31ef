import type { Configuration } from './configuration.ts';
import type { Environment } from './environment.ts';
import { expand } from './environment.ts';
import { urlExpected } from './fields.ts';
import type { Finding, Path } from './problem.ts';
import type { Input } from './schema.ts';

/** Its place is in `monitoring`; at the top level it is understood as well. The address is often all that is secret about it. */
export function resolveHeartbeat(
  { monitoring, heartbeat_url: top }: Pick<Input, 'monitoring' | 'heartbeat_url'>,
  environment: Environment,
  findings: Finding[],
): Pick<Configuration, 'heartbeatUrl'> {
  const asked = monitoring.heartbeat_url ?? top;
  if (asked === undefined) return {};
  const inMonitoring: Path = ['monitoring', 'heartbeat_url'];
  if (monitoring.heartbeat_url !== undefined && top !== undefined) {
    findings.push({
      path: ['heartbeat_url'],
      message: 'is the same as monitoring.heartbeat_url on line {line}: remove one of them',
      atKey: true,
      refersTo: inMonitoring,
    });
  }
  const path = monitoring.heartbeat_url === undefined ? ['heartbeat_url'] : inMonitoring;
  const { text: heartbeatUrl, faults } = expand(asked, environment);
  for (const message of faults) findings.push({ path, message });
  if (faults.length > 0) return {};
  if (/^https?:\/\/\S+$/i.test(heartbeatUrl) && URL.canParse(heartbeatUrl)) return { heartbeatUrl };
  const what = asked.includes('${') ? 'what its variables make of it' : 'something else';
  findings.push({ path, message: `expected ${urlExpected}, got ${what}` });
  return {};
}
