import { describe, expect, it } from 'vitest';
import { type Answer, blameFor, networkSays, type Suspect } from '../../../main/monitor/blame.ts';
import type { Contact, ContactOutcome, Evidence, NameOutcome, Way } from '../../../main/monitor/surroundings.ts';

const own = '192.168.1.5';
const onVpn = '10.8.0.2';

const page = (outcome: Contact['outcome']): Contact => ({ role: 'canary', target: 'http://canary.example/', outcome });
const port = (outcome: ContactOutcome): Contact => ({ role: 'canary', target: '1.1.1.1:443', outcome });
const gateway = (outcome: ContactOutcome): Contact => ({
  role: 'gateway',
  target: '192.168.1.1:53',
  outcome,
  ...(outcome === 'right' ? { localAddress: own } : {}),
});
const witness = (outcome: ContactOutcome, localAddress = own): Contact => ({
  role: 'witness',
  target: '203.0.113.9:443',
  address: '203.0.113.9',
  outcome,
  ...(outcome === 'right' ? { localAddress } : {}),
});
const vpnPage = (outcome: ContactOutcome): Contact => ({
  role: 'requirement',
  target: 'http://wiki.vpn/',
  outcome,
  ...(outcome === 'right' ? { localAddress: onVpn } : {}),
});

const throughDefault: Way = { kind: 'default', localAddress: own };
const neighbour: Way = { kind: 'on_link', localAddress: own };
const throughVpn: Way = { kind: 'other', localAddress: onVpn };

type Scene = {
  readonly way?: Way;
  readonly contacts?: readonly Contact[];
  readonly names?: Readonly<Record<string, NameOutcome>>;
  readonly hasInterface?: boolean;
  readonly defaultLocal?: string | undefined;
  readonly isOver?: boolean;
};

function evidenceOf({ way = throughDefault, contacts = [], names = {}, ...rest }: Scene): Evidence {
  const { hasInterface = true, isOver = true } = rest;
  const defaultLocal = 'defaultLocal' in rest ? rest.defaultLocal : own;
  return {
    hasInterface,
    ...(defaultLocal === undefined ? {} : { defaultLocal }),
    ways: new Map([
      ['198.51.100.7', way],
      ['203.0.113.9', throughDefault],
    ]),
    contacts,
    names: new Map(Object.entries(names)),
    isOver,
  };
}

const api: Suspect = { phase: 'tcp', address: '198.51.100.7', hasRequirement: false };
const nameless: Suspect = { phase: 'dns', hostName: 'api.example', hasRequirement: false };

function says(suspect: Suspect, scene: Scene, answers: readonly Answer[] = []): string | undefined {
  const blame = blameFor(suspect, evidenceOf(scene), answers);
  if (blame === undefined) return undefined;
  if (blame.on === 'this_machine') return blame.reason;
  return blame.doubt === undefined ? 'the service' : `the service, perhaps: ${blame.doubt}`;
}

const perhaps = expect.stringMatching(/^the service, perhaps: /);

/** The table above `blameFor`, row by row. */
const rows: ReadonlyArray<readonly [story: string, suspect: Suspect, scene: Scene, blame: unknown]> = [
  ['no interface is up', api, { hasInterface: false, isOver: false }, 'offline'],
  ['no way leads there', api, { way: { kind: 'none' } }, 'offline'],
  ['this machine itself', api, { way: { kind: 'loopback' }, hasInterface: false }, 'the service'],
  [
    'a neighbour, while the gateway answers',
    api,
    { way: neighbour, contacts: [gateway('right'), page('silent')] },
    'the service',
  ],
  [
    'a neighbour, while nobody there answers',
    api,
    { way: neighbour, contacts: [gateway('silent'), page('silent')] },
    'offline',
  ],
  ['a neighbour, and nobody to ask', api, { way: neighbour }, perhaps],
  ['a canary answers', api, { contacts: [page('right')], isOver: false }, 'the service'],
  ['a canary is connected, but too slow to answer', api, { contacts: [page('reached')] }, 'the service'],
  ['a witness answers, no canary does', api, { contacts: [page('silent'), witness('right')] }, 'the service'],
  ['nobody answers', api, { contacts: [page('silent'), port('silent'), witness('silent')] }, 'offline'],
  ['only the gateway answers', api, { contacts: [page('silent'), gateway('right')] }, 'offline'],
  ['canaries are refused, and that is all', api, { contacts: [port('refused')] }, perhaps],
  ['nobody could be asked', api, {}, perhaps],
  ['a portal answers for the canary', api, { contacts: [page('wrong'), port('right')] }, 'captive_portal'],
  ['one canary is wrong, another right', api, { contacts: [page('wrong'), page('right')] }, 'the service'],
  [
    'a VPN on which another answers',
    api,
    { way: throughVpn, contacts: [witness('right', onVpn), page('silent')] },
    'the service',
  ],
  ['a VPN, while the internet is gone', api, { way: throughVpn, contacts: [page('silent')] }, 'offline'],
  ['a VPN of which nothing else is known', api, { way: throughVpn, contacts: [page('right')] }, perhaps],
  [
    'a VPN that is required and there',
    { ...api, hasRequirement: true },
    { way: throughVpn, contacts: [page('right')] },
    'the service',
  ],
  [
    'a VPN that looks like a link, while the internet is gone',
    { ...api, hasRequirement: true },
    { way: { kind: 'on_link', localAddress: onVpn }, contacts: [page('silent')] },
    'offline',
  ],
  [
    'a VPN that looks like a link, while the internet answers',
    { ...api, hasRequirement: true },
    { way: { kind: 'on_link', localAddress: onVpn }, contacts: [page('right')] },
    'the service',
  ],
  [
    'its canary is silent',
    { ...api, requirement: 'http://wiki.vpn/' },
    { contacts: [vpnPage('silent'), page('right')] },
    'vpn',
  ],
  [
    'its canary answers',
    { ...api, requirement: 'http://wiki.vpn/' },
    { way: throughVpn, contacts: [vpnPage('right')] },
    'the service',
  ],
  [
    'its name alone does not resolve',
    nameless,
    { contacts: [page('right')], names: { 'canary.example': 'resolved' } },
    'the service',
  ],
  [
    'no name resolves, addresses answer',
    nameless,
    { contacts: [page('unresolved'), port('right')], names: { 'canary.example': 'silent' } },
    'dns',
  ],
  [
    'no name exists, as far as the name server says',
    nameless,
    { contacts: [port('right')], names: { 'canary.example': 'no_such_name' } },
    'dns',
  ],
  [
    'no name resolves, and no address could be asked',
    nameless,
    { contacts: [page('unresolved')], names: { 'canary.example': 'failed' } },
    'dns',
  ],
  [
    'no name resolves, no address answers',
    nameless,
    { contacts: [page('unresolved'), port('silent')], names: { 'canary.example': 'silent' } },
    'offline',
  ],
  [
    'names resolve nearby, but nobody answers',
    nameless,
    { contacts: [page('silent')], names: { 'canary.example': 'resolved' } },
    'offline',
  ],
  [
    'there is no other name to compare with',
    nameless,
    { contacts: [port('right')], names: { 'api.example': 'no_such_name' } },
    perhaps,
  ],
  [
    'it was found before names were lost',
    api,
    { contacts: [page('unresolved')], names: { 'canary.example': 'failed' } },
    'dns',
  ],
];

const moreRows: ReadonlyArray<readonly [story: string, suspect: Suspect, scene: Scene, blame: unknown]> = [
  ['every canary is refused', api, { contacts: [page('refused'), port('refused')] }, 'offline'],
  ['it was refused, and no canary answers', { ...api, isRefused: true }, { contacts: [page('silent')] }, perhaps],
  [
    'it was refused, as the canaries are',
    { ...api, isRefused: true },
    { contacts: [page('refused'), port('refused')] },
    'offline',
  ],
  [
    'a portal gives out an address nearby for its name',
    { ...api, hostName: 'api.example' },
    { way: neighbour, contacts: [gateway('right'), page('wrong')] },
    'captive_portal',
  ],
  [
    'only a canary beyond the VPN answers',
    api,
    { contacts: [{ ...page('right'), localAddress: onVpn }, port('silent')] },
    'offline',
  ],
];

describe('who is to blame', () => {
  it.each(moreRows)('%s', (_story, suspect, scene, blame) => {
    expect(says(suspect, scene)).toEqual(blame);
  });

  it.each(rows)('%s', (_story, suspect, scene, blame) => {
    expect(says(suspect, scene)).toEqual(blame);
  });

  it.each([
    ['while the canary is still out', { contacts: [page('pending')], isOver: false }],
    ['while a portal cannot be excluded', { contacts: [page('wrong'), page('pending')], isOver: false }],
    [
      'while a port answers, which a portal would do as well',
      { contacts: [port('right'), page('pending')], isOver: false },
    ],
  ])('is not said %s', (_story, scene) => {
    expect(says(api, scene)).toBeUndefined();
  });

  it('is not said while the way is not known', () => {
    expect(says({ ...api, address: '192.0.2.1' }, { contacts: [page('right')], isOver: false })).toBeUndefined();
  });

  it('needs no canary when another service has proven by TLS that it answers over the same way', () => {
    const answer: Answer = { localAddress: own, isNear: false, isAuthentic: true };
    const scene: Scene = { contacts: [page('pending')], isOver: false };
    expect([
      says(api, scene, [answer]),
      says(api, scene, [{ ...answer, isNear: true }]),
      says(api, scene, [{ ...answer, localAddress: onVpn }]),
      says(api, scene, [{ ...answer, isAuthentic: false }]),
    ]).toEqual(['the service', undefined, undefined, undefined]);
  });

  it('does not take a neighbour for the internet', () => {
    const answer: Answer = { localAddress: own, isNear: true, isAuthentic: true };
    expect(says(api, { contacts: [page('silent')] }, [answer])).toBe('offline');
  });

  it('needs no default route where the internet is reached by routes of their own', () => {
    const scene: Scene = {
      defaultLocal: undefined,
      contacts: [{ ...page('right'), localAddress: own }],
      names: { 'canary.example': 'resolved' },
    };
    expect([says(nameless, scene), says(api, { ...scene, way: { kind: 'other', localAddress: own } })]).toEqual([
      'the service',
      'the service',
    ]);
  });

  it('does not conclude from one address without a way that a named host has none', () => {
    const dual: Suspect = { ...api, hostName: 'api.example' };
    expect(says(dual, { way: { kind: 'none' }, contacts: [page('right')] })).toBe('the service');
  });
});

describe('what is said of the network as a whole', () => {
  it.each([
    ['online', { contacts: [page('right')], names: { a: 'resolved' } }],
    ['offline', { contacts: [page('silent')] }],
    ['offline', { hasInterface: false, isOver: false }],
    ['offline', { defaultLocal: undefined }],
    ['online', { defaultLocal: undefined, contacts: [{ ...page('right'), localAddress: own }] }],
    ['dns', { contacts: [port('right')], names: { a: 'silent' } }],
    ['dns', { contacts: [page('unresolved')], names: { a: 'failed' } }],
    ['captive_portal', { contacts: [page('wrong')] }],
    ['unknown', { contacts: [port('refused')] }],
    [undefined, { contacts: [page('pending')], isOver: false }],
    [undefined, { contacts: [page('right')], names: { a: 'pending' }, isOver: false }],
  ] satisfies ReadonlyArray<readonly [string | undefined, Scene]>)('%s', (verdict, scene) => {
    expect(networkSays(evidenceOf(scene), [])).toBe(verdict);
  });
});
