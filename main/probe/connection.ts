/** A fresh connection, phase by phase: name, TCP, the proxy's tunnel, TLS. */
import { isIP, Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { Failure } from '../monitor/model.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import { certificateFacts, certificateFailure, isIssuerUnknown } from './certificate.ts';
import { failureOf, tellingPeer } from './failure.ts';
import type { HostAddress, NameLookup } from './name-lookup.ts';
import { advance, type Progress } from './progress.ts';
import type { ProbeRequest } from './request.ts';
import type { Trust } from './trust.ts';
import { openTunnel } from './tunnel.ts';
import { formatAddress } from './wording.ts';

/** What of a request a connection depends on. */
export type Endpoint = Pick<ProbeRequest, 'host' | 'port' | 'secure' | 'verify' | 'proxy' | 'place'>;

export type Connector = (
  request: Endpoint,
  timeoutMs: number,
  progress: Progress,
  done: (failure: Failure | undefined, socket: Socket | undefined) => void,
) => Cancel;

export type ConnectorDeps = { readonly clock: Clock; readonly lookup: NameLookup; readonly trust: Trust };

/** "http/1.1" as ALPN spells it. */
const alpn = Buffer.from('\x08http/1.1', 'latin1');

/** How long an address may take while others wait; Node's own 250 ms gives up on links that are merely slow. */
const attemptMs = 2500;

/**
 * Opens connections. The socket that is handed on belongs to the caller, with a certificate already judged: not one
 * byte of a request goes to a server that is not the right one. `Cancel` closes whatever is open until then.
 */
export function createConnector({ clock, lookup, trust }: ConnectorDeps): Connector {
  return (request, timeoutMs, progress, done) => {
    const { host, port, proxy } = request;
    const peer = proxy ?? request;
    let addresses: readonly HostAddress[] = [];
    let socket: Socket | undefined;
    let cancelLookup: Cancel | undefined;
    let isOver = false;

    const finish = (failure: Failure | undefined) => {
      if (isOver) return;
      isOver = true;
      if (failure !== undefined) socket?.destroy();
      done(failure, socket);
    };
    const fail = (error: unknown) => {
      // The last address that was tried need not be the one that the failure tells of.
      const telling = tellingPeer(error, progress);
      if (telling !== undefined) progress.address = telling;
      finish(failureOf(error, progress));
    };

    const dial = () => {
      const [first] = addresses;
      if (first === undefined) return;
      const dialled = new Socket();
      socket = dialled;
      dialled.on('error', fail);
      dialled.once('connect', () => onConnected(dialled));
      if (addresses.length === 1) {
        tellAddress(first.address);
        dialled.connect({ host: first.address, port: peer.port });
        return;
      }
      dialled.on('connectionAttempt', tellAddress);
      dialled.connect({
        host: peer.host,
        port: peer.port,
        lookup: (_host, _options, give) => give(null, [...addresses]),
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: Math.max(10, Math.min(attemptMs, Math.floor(timeoutMs / addresses.length))),
      });
    };

    const tellAddress = (address: string) => {
      progress.address = formatAddress(address, peer.port);
      if (proxy === undefined) progress.place = progress.address;
    };

    const onConnected = (connected: Socket) => {
      if (isOver) return;
      progress.localAddress = connected.localAddress;
      if (addresses.length > 1 && connected.remoteAddress !== undefined) tellAddress(connected.remoteAddress);
      if (proxy?.secure) secure(connected, proxy.host, true, throughProxy);
      else throughProxy(connected);
    };

    const throughProxy = (connected: Socket) => {
      if (!request.secure) return finish(undefined);
      const proceed = (toServer: Socket) => secure(toServer, host, request.verify, () => finish(undefined));
      if (proxy === undefined) return proceed(connected);
      progress.place = `${request.place} through ${proxy.place}`;
      openTunnel(connected, proxy, host, port, (failure) => {
        if (failure !== undefined) return finish(failure);
        progress.place = request.place;
        proceed(connected);
      });
    };

    const secure = (plain: Socket, name: string, verify: boolean, next: (secured: Socket) => void) => {
      if (isOver) return;
      advance(progress, 'tls', clock.monotonicMs());
      const secureContext = trust.context();
      let certificate: PeerCertificate | undefined;
      const secured = connectTls({
        socket: plain,
        secureContext,
        ALPNProtocols: alpn,
        ...(isIP(name) === 0 && { servername: name }),
        // Judged below, so that a certificate's facts are there also when it is refused.
        rejectUnauthorized: false,
        checkServerIdentity(_name, seen) {
          certificate = seen;
          return verify ? checkServerIdentity(name, seen) : undefined;
        },
      });
      socket = secured;
      secured.on('error', fail);
      secured.once('secureConnect', () => {
        if (isOver) return;
        progress.certificate = certificateFacts(certificate ?? secured.getPeerCertificate());
        const fault = verify && !secured.authorized ? faultOf(secured) : undefined;
        if (fault === undefined) return next(secured);
        if (isIssuerUnknown(fault) && trust.extend(secureContext)) {
          advance(progress, 'tcp', clock.monotonicMs());
          secured.destroy();
          return dial();
        }
        finish(certificateFailure(fault, progress.certificate, name, clock.wallMs()));
      });
    };

    if (proxy?.problem !== undefined) {
      finish({ kind: 'protocol', phase: 'tcp', sentence: proxy.problem });
    } else if (isIP(peer.host) !== 0) {
      addresses = [{ address: peer.host, family: isIP(peer.host) }];
      progress.phase = 'tcp';
      if (proxy !== undefined) progress.place = proxy.place;
      dial();
    } else {
      progress.place = peer.host;
      cancelLookup = lookup(peer.host, (error, found) => {
        if (isOver) return;
        if (error !== undefined) return fail(error);
        if (found.length === 0) return fail(Object.assign(new Error('no address'), { code: 'ENODATA' }));
        advance(progress, 'tcp', clock.monotonicMs());
        progress.place = proxy?.place ?? request.place;
        addresses = found;
        dial();
      });
    }

    return () => {
      isOver = true;
      cancelLookup?.();
      socket?.destroy();
    };
  };
}

function faultOf(socket: TLSSocket): string {
  // Typed as Error, but what Node puts there is the code.
  const fault: unknown = socket.authorizationError;
  return typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : String(fault);
}
