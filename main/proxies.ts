/** The proxies of the environment, for what goes through Node's own `fetch`: Slack and the heartbeat. */
import type { Environment } from './config/environment.ts';
import type { Log } from './log.ts';

/** Node ignores the proxy variables unless it is told otherwise; checks have their own rule and are not touched. */
export function useProxies(environment: Environment, log: Pick<Log, 'warning'>): void {
  try {
    // Not imported, because an import would load all that node:http can do, also where nothing needs it.
    process.getBuiltinModule('node:http').setGlobalProxyFromEnv({ ...environment });
  } catch (error) {
    log.warning(`no proxy is used: https_proxy: ${error instanceof Error ? error.message : error}`);
  }
}
