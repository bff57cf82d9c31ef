/** Slack on the lab's internet: the tests' stand-in, reached through a relay as it listens on loopback only. */
import { connect, createServer } from 'node:net';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';
import type { SlackSeen } from './orders.ts';

export function createSlackActor() {
  let slack: SlackServer | undefined;
  return {
    async open(given: { readonly address: string; readonly port: number; readonly token: string }): Promise<null> {
      slack = await createSlackServer({ token: given.token, channels: ['#asl-alerts'] });
      const { port } = slack;
      const relay = createServer((client) => {
        const upstream = connect(port, '127.0.0.1');
        client.pipe(upstream).pipe(client);
        client.on('error', () => upstream.destroy());
        upstream.on('error', () => client.destroy());
        client.on('close', () => upstream.destroy());
      });
      await new Promise<void>((resolve) => relay.listen(given.port, given.address, resolve));
      return null;
    },
    seen(): SlackSeen {
      return {
        roots: (slack?.messages ?? [])
          .filter(({ threadTs }) => threadTs === undefined)
          .map(({ ts, text }) => ({ ts, text })),
        requests: (slack?.requests ?? []).map(({ method, args, at }) => ({
          method,
          at: performance.timeOrigin + at,
          text: JSON.stringify(args),
        })),
      };
    },
  };
}
