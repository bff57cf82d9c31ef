import { describe, expect, it } from 'vitest';
import {
  covers,
  isLinkLocal,
  isLoopback,
  type Network,
  overlap,
  parseAddress,
  parseNetwork,
} from '../../../main/probe/networks.ts';

function network(text: string): Network {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(`${text} is no network`);
  return parsed;
}

function bytes(text: string) {
  return parseAddress(text) ?? [];
}

describe('an address', () => {
  it.each([
    ['192.0.2.7', 'c0000207'],
    ['2001:db8::1', '20010db8000000000000000000000001'],
    ['::', '00000000000000000000000000000000'],
    ['::1', '00000000000000000000000000000001'],
    ['fe80::', 'fe800000000000000000000000000000'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['64:ff9b::192.0.2.7', '0064ff9b0000000000000000c0000207'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
    ['::ffff:192.0.2.7', 'c0000207'],
  ])('%s is read to its bytes', (text, hex) => {
    expect(Buffer.from(bytes(text)).toString('hex')).toBe(hex);
  });

  it.each(['shop.example', '', '1.2.3', '[::1]', '1.2.3.4/8'])('is not read from %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('is known for loopback or link-local by its range', () => {
    const seen = [
      '127.8.9.1',
      '0.0.0.0',
      '::1',
      '::',
      '128.0.0.1',
      '::2',
      '169.254.0.9',
      'fe80::1',
      'febf::1',
      'fec0::1',
    ];
    expect(seen.filter((one) => isLoopback(bytes(one)))).toEqual(['127.8.9.1', '0.0.0.0', '::1', '::']);
    expect(seen.filter((one) => isLinkLocal(bytes(one)))).toEqual(['169.254.0.9', 'fe80::1', 'febf::1']);
  });
});

describe('a network', () => {
  it.each(['10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/', '10.0.0.0/8/9', '::/129', 'example/8', '10.0.0.0/-1'])(
    'is not read from %j',
    (text) => {
      expect(parseNetwork(text)).toBeUndefined();
    },
  );

  it('is one address where no prefix is given', () => {
    expect(network('10.1.2.3').bits).toBe(32);
    expect(network('::1').bits).toBe(128);
  });

  it.each([
    ['10.0.0.0/8', '10.1.2.0/24', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.1.2.0/24', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/24', false],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['10.1.2.3', '10.1.2.2', false],
    ['172.16.0.0/12', '172.31.255.255', true],
    ['172.16.0.0/12', '172.32.0.0/16', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/1', '127.0.0.1', true],
    ['0.0.0.0/1', '128.0.0.1', false],
    ['::/0', '10.0.0.0/8', false],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(covers(network(outer), network(inner))).toBe(expected);
  });

  it('overlaps another whichever is the larger', () => {
    expect(overlap(network('10.0.0.0/8'), network('10.1.2.3/24'))).toBe(true);
    expect(overlap(network('10.1.2.3/24'), network('10.0.0.0/8'))).toBe(true);
    expect(overlap(network('10.1.2.3/24'), network('10.1.3.0/24'))).toBe(false);
  });
});
