/** Who has which address, and what can be watched there. */
import type { Role } from './namespaces.ts';

/** The internet's are from the ranges for documentation and benchmarks, so that nobody takes them for a local network. */
export const addresses = {
  lan: '192.168.7.0/24',
  laptop: '192.168.7.10',
  router: '192.168.7.1',
  host: '192.168.7.20',
  dns: '192.168.7.53',
  wanOfRouter: '100.64.0.1',
  wanOfInternet: '100.64.0.2',
  internetOfGateway: '100.64.1.1',
  gateway: '100.64.1.2',
  gatewayOfFarm: '100.64.2.1',
  farm: '100.64.2.2',
  services: '198.51.100.0/24',
  behindGateway: '198.18.0.0/15',
  proxy: '198.18.1.10',
  canaries: '203.0.113.0/24',
  canaryA: '203.0.113.1',
  canaryB: '203.0.113.2',
  canaryC: '203.0.113.3',
  echo: '203.0.113.9',
  slack: '203.0.113.50',
  vpn: '10.8.0.0/16',
  laptopOfVpn: '10.8.0.2',
  vpnPeer: '10.8.0.1',
} as const;

export const names = {
  canaryA: 'canary-a.lab',
  canaryB: 'canary-b.lab',
  slack: 'slack.lab',
  portal: 'portal.lab',
} as const;

export const canaryText = 'this canary is alive';
export const ports = { portal: 8_080, portalInPlace: 8_081, portalTls: 8_443, echo: 7 } as const;

/** Where a service lies decides which faults it feels. */
export type Place = 'internet' | 'gateway' | 'lan' | 'vpn';

export type LabService = {
  readonly name: string;
  readonly place: Place;
  /** The namespace that it lives in. */
  readonly role: Role;
  readonly address: string;
  readonly port: number;
  readonly url: string;
  /** Whether its URL holds a name that must be resolved. */
  readonly hasName: boolean;
  readonly requires?: Readonly<Record<string, string>>;
};

type Wish = { readonly host?: string; readonly port?: number; readonly requires?: LabService['requires'] };

function service(name: string, place: Place, role: Role, address: string, wish: Wish = {}): LabService {
  const { host, port = 80, requires } = wish;
  const suffix = port === 80 || port === 443 ? '' : `:${port}`;
  return {
    name,
    place,
    role,
    address,
    port,
    url: `${port === 443 ? 'https' : 'http'}://${host ?? address}${suffix}/`,
    hasName: host !== undefined,
    ...(requires && { requires }),
  };
}

const ten = Array.from({ length: 10 }, (_, index) => index + 1);
const twoDigits = (number: number) => String(number).padStart(2, '0');
const needsTunnel = { requires: { interface: 'tun0' } } as const;

export const shop = service('Shop', 'internet', 'internet', '198.51.100.11', { host: 'shop.lab' });
export const billing = service('Billing', 'internet', 'internet', '198.51.100.12', { host: 'billing.lab', port: 443 });
export const search = service('Search', 'internet', 'internet', '198.51.100.13', { host: 'search.lab' });
/** By its address: it needs no names. */
export const mail = service('Mail', 'internet', 'internet', '198.51.100.14');
/** On a port that no captive portal redirects. */
export const docs = service('Docs', 'internet', 'internet', '198.51.100.15', { host: 'docs.lab', port: 8_080 });
export const printer = service('Printer', 'lan', 'host', addresses.host);
export const wiki = service('Wiki', 'vpn', 'vpn', '10.8.0.11', needsTunnel);
export const vault = service('Vault', 'vpn', 'vpn', '10.8.0.12', { host: 'vault.lab', ...needsTunnel });
/** Says by a canary inside the tunnel, and not by the interface, whether the tunnel works. */
export const ledger = service('Ledger', 'vpn', 'vpn', '10.8.0.13', {
  requires: { canary: `http://${addresses.vpnPeer}/` },
});
/** One address each, behind the same gateway. */
export const nodes = ten.map((number) =>
  service(`Node ${twoDigits(number)}`, 'gateway', 'farm', `198.18.0.${10 + number}`, {
    host: `node-${twoDigits(number)}.lab`,
  }),
);
/** Ten ports of one reverse proxy. */
export const doors = ten.map((number) =>
  service(`Door ${twoDigits(number)}`, 'gateway', 'farm', addresses.proxy, { host: 'door.lab', port: 8_000 + number }),
);

export const onInternet = [shop, billing, search, mail, docs];
export const allServices = [...onInternet, printer, wiki, vault, ledger, ...nodes, ...doors];

/** What the name server knows. */
export const nameTable: Readonly<Record<string, string>> = {
  [names.canaryA]: addresses.canaryA,
  [names.canaryB]: addresses.canaryB,
  [names.slack]: addresses.slack,
  [names.portal]: addresses.router,
  ...Object.fromEntries(
    allServices.filter(({ hasName }) => hasName).map(({ url, address }) => [new URL(url).hostname, address]),
  ),
};
