/** One network with everybody in it: a laptop that watches, and all that it may reach. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createCertificateAuthority, type KeyPair, selfSign } from '../support/certificates.ts';
import { type Actor, startActor } from './actor.ts';
import type { WebSite } from './actors/orders.ts';
import { createFolder, removeFolder } from './folders.ts';
import { createNamespaces, type Namespaces, type Role } from './namespaces.ts';
import { addresses, allServices, canaryText, type LabService, names, nameTable, ports } from './plan.ts';
import { type Program, startProgram } from './program.ts';
import { wire } from './topology.ts';

export type SlackBy = 'name' | 'address';

export type WorldWish = {
  /** What the laptop watches. */
  readonly services: readonly LabService[];
  /** As in the configuration. */
  readonly monitoring: Readonly<Record<string, number>>;
  /** Whether the program must resolve a name before it can tell Slack. */
  readonly slackBy: SlackBy;
  /** Path of the built `asl-monitor.mjs`. */
  readonly program: string;
};

export type World = {
  readonly spaces: Namespaces;
  readonly services: readonly LabService[];
  readonly slackBy: SlackBy;
  /** For configuration, history and device nodes; goes with the world. */
  readonly folder: string;
  readonly actors: Readonly<Record<Exclude<Role, 'lan' | 'gateway'>, Actor>>;
  startProgram(): Program;
  close(): Promise<void>;
};

const token = 'xoxb-lab';
const site = (name: string, address: string, port: number, text = canaryText): WebSite => ({
  name,
  address,
  port,
  text,
});

export async function createWorld(wish: WorldWish): Promise<World> {
  const folder = createFolder();
  const spaces = await createNamespaces();
  const started: Actor[] = [];
  const programs: Program[] = [];
  const close = async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await Promise.all(started.map((actor) => actor.stop()));
    spaces.remove();
    removeFolder(folder);
  };
  const start = (role: Role) => {
    const actor = startActor(spaces[role]);
    started.push(actor);
    return actor;
  };
  try {
    await wire(spaces);
    const actors = {
      laptop: start('laptop'),
      host: start('host'),
      dns: start('dns'),
      router: start('router'),
      internet: start('internet'),
      farm: start('farm'),
      vpn: start('vpn'),
    };
    const certificates = await certificatesOfAll();
    await furnish(actors, certificates);
    const issuerFile = join(folder, 'issuer.pem');
    writeFileSync(issuerFile, certificates.issuer);
    writeFileSync(join(folder, 'config.yaml'), configurationOf(wish));
    return {
      spaces,
      services: wish.services,
      slackBy: wish.slackBy,
      folder,
      actors,
      startProgram() {
        const program = startProgram({
          namespace: spaces.laptop,
          program: wish.program,
          folder,
          environment: {
            SLACK_BOT_TOKEN: token,
            SLACK_API_URL: `http://${wish.slackBy === 'name' ? names.slack : addresses.slack}/api`,
            NODE_EXTRA_CA_CERTS: issuerFile,
          },
        });
        programs.push(program);
        return program;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function furnish(actors: World['actors'], certificates: Certificates): Promise<void> {
  const sitesOf = (role: Role): readonly WebSite[] =>
    allServices
      .filter((one) => one.role === role)
      .map(({ name, address, port }) => ({
        ...site(name, address, port, `all is well at ${name}`),
        ...(port === 443 && { tls: certificates.services }),
      }));
  const portal = (name: string, port: number, style: 'redirect' | 'login'): WebSite => ({
    ...site(name, addresses.router, port),
    portal: style,
  });
  await Promise.all([
    actors.host.ask('web.open', { sites: sitesOf('host') }),
    actors.farm.ask('web.open', { sites: sitesOf('farm') }),
    actors.vpn.ask('web.open', { sites: [...sitesOf('vpn'), site('tunnel', addresses.vpnPeer, 80)] }),
    actors.internet.ask('web.open', {
      sites: [
        ...sitesOf('internet'),
        site('canary a', addresses.canaryA, 80),
        site('canary b', addresses.canaryB, 80),
        site('canary c', addresses.canaryC, 443),
      ],
    }),
    actors.internet.ask('echo.open', { address: addresses.echo, port: ports.echo }),
    actors.internet.ask('slack.open', { address: addresses.slack, port: 80, token }),
    actors.dns.ask('names.open', { address: addresses.dns, table: nameTable }),
    actors.router.ask('web.open', {
      sites: [
        portal('portal', 80, 'login'),
        portal('redirecting portal', ports.portal, 'redirect'),
        portal('portal in place', ports.portalInPlace, 'login'),
        { ...portal('portal over tls', ports.portalTls, 'redirect'), tls: certificates.portal },
      ],
    }),
  ]);
}

function configurationOf({ services, monitoring }: WorldWish): string {
  return stringify({
    services: services.map(({ name, url, requires }) => ({ name, url, ...(requires && { requires }) })),
    monitoring,
    slack: { enabled: true, channel: '#asl-alerts', mention_channel: true },
    connectivity: {
      canaries: [
        { url: `http://${names.canaryA}/`, expected_status: 200, contains: canaryText },
        { url: `http://${names.canaryB}/`, expected_status: 200, contains: canaryText },
        `${addresses.canaryC}:443`,
      ],
    },
    logging: { level: 'DEBUG' },
  });
}

type Certificates = { readonly issuer: string; readonly services: KeyPair; readonly portal: KeyPair };

let certificates: Promise<Certificates> | undefined;

/** Made once for all worlds of this process: making keys takes time. */
function certificatesOfAll(): Promise<Certificates> {
  certificates ??= (async () => {
    const authority = await createCertificateAuthority('Lab Authority');
    const hosts = allServices.filter(({ port }) => port === 443).map(({ url }) => new URL(url).hostname);
    return {
      issuer: authority.cert,
      services: await authority.issue({ names: hosts }),
      portal: await selfSign({ names: [names.portal] }),
    };
  })();
  return certificates;
}

/** Where `LAB_KEEP` names a folder, each run's configuration, log and history stay there for whoever must find out why. */
export function keepFor(name: string): string | undefined {
  const keep = process.env.LAB_KEEP;
  if (keep === undefined || keep === '') return undefined;
  const folder = join(keep, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
