// The services on this machine, under their own names and certificates, behind a proxy that knows where they are.
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createCertificateAuthority } from '../../tests/support/certificates.ts';
import { cast } from './cast.mjs';

/** `fail`: those hosts answer with 503 from now on. */
export async function openNetwork() {
  const authority = await createCertificateAuthority('Example Trust Services R3');
  const pair = await authority.issue({
    names: cast.map(({ host }) => host),
    notBefore: new Date(Date.now() - 30 * 86_400_000),
    notAfter: new Date(Date.now() + 60 * 86_400_000),
  });
  const byHost = new Map(cast.map((one) => [one.host, one]));
  let failing = new Set();
  const server = createServer(pair, async (request, response) => {
    const host = request.headers.host ?? '';
    await wait((byHost.get(host)?.responseMs ?? 50) * (0.8 + 0.4 * Math.random()));
    response.writeHead(failing.has(host) ? 503 : 200).end('ok');
  });
  await listen(server);
  const proxy = createProxy();
  proxy.on('connect', (_request, socket) => {
    const upstream = connect(server.address().port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const one of [socket, upstream]) one.on('error', () => one.destroy());
  });
  await listen(proxy);
  return {
    issuer: authority.cert,
    proxyUrl: `http://127.0.0.1:${proxy.address().port}`,
    fail(...hosts) {
      failing = new Set(hosts);
    },
    close() {
      for (const one of [server, proxy]) {
        one.closeAllConnections();
        one.close();
      }
    },
  };
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
