import { describe, expect, it } from 'vitest';
import { complaintsAbout, configurationOf, serviceText } from '../../support/config-text.ts';

describe('a file that is no YAML', () => {
  it.each([
    [
      'services:\n\t- name: A\n',
      ['config.yaml:2:1: not valid YAML: tabs are not allowed as indentation (indent with spaces, not with tabs)'],
    ],
    [
      'services:\n  - name: A: b\n    url: "http://a.example\n',
      [
        'config.yaml:2:11: not valid YAML: nested mappings are not allowed in compact mappings (put text that contains ": " in quotes, and check the indentation)',
        'config.yaml:4:1: not valid YAML: missing closing "quote',
      ],
    ],
    [
      'services: [\n',
      [
        'config.yaml:2:1: not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
    ],
    [
      'services: []\n---\nservices: []\n',
      [
        'config.yaml:2:1: not valid YAML: source contains multiple documents (remove everything from the second "---" on)',
      ],
    ],
    ['services: *nobody\n', ['config.yaml:1:12: not valid YAML: unidentified alias "nobody"']],
    ['services: !secret x\n', ['config.yaml:1:11: not valid YAML: unknown scalar tag !<!secret>']],
  ])('%j is refused with each of its places', async (text, complaints) => {
    expect(await complaintsAbout(text)).toEqual(complaints);
  });

  it('shows nothing of its content, which may be a secret', async () => {
    const complaints = await complaintsAbout('services: []\nhush hush\n"hush": {\n}} hush\n');
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.join()).not.toContain('hush');
  });
});

describe('a key that is given twice', () => {
  it('is refused at its second place, together with everything else', async () => {
    const text = `${serviceText('timeout: 5\ntimeout: ten')}monitoring: {check_interval: 5, check_interval: 6}\nservices: []\n`;
    expect(await complaintsAbout(text.replace('services: []\n', 'slak: 1\n'))).toEqual([
      'config.yaml:5:5 services[0].timeout: is already given on line 4: remove one of them',
      'config.yaml:5:14 services[0].timeout: expected seconds as a number greater than 0, got "ten"',
      'config.yaml:6:33 monitoring.check_interval: is already given on line 6: remove one of them',
      'config.yaml:7:1 slak: unknown key, did you mean "slack"?',
    ]);
  });
});

describe('a bomb', () => {
  const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'] as const) {
    laughs.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  const tooMuch = 'config.yaml: not valid YAML: aliases (*name) repeat too much; write the values out, or merge less';

  it.each([
    ['of aliases', `${laughs.join('\n')}\nservices: *i\n`, tooMuch],
    [
      'of one big value',
      `x-a: &a [${'x, '.repeat(5_000)}x]\nservices: [${Array(500).fill('*a').join(', ')}]\n`,
      tooMuch,
    ],
    ['that contains itself', 'services: &a [*a]\n', tooMuch],
    [
      'of merges',
      `x-a: &a {${Array.from({ length: 1_000 }, (_, key) => `k${key}: 1`).join(', ')}}\nservices:\n${'  - {<<: *a}\n'.repeat(1_000)}`,
      expect.stringMatching(/aliases \(\*name\) repeat too much/),
    ],
    [
      'of nested lists',
      `services: ${'['.repeat(500_000)}`,
      'config.yaml:1:60: not valid YAML: nested more than 50 levels deep',
    ],
    [
      'of nested mappings',
      `services: ${'{a: '.repeat(100_000)}`,
      'config.yaml:1:204: not valid YAML: nested more than 50 levels deep',
    ],
    [
      'of nested block lists',
      `services:\n  ${'- '.repeat(100_000)}`,
      expect.stringMatching(/nested more than 50 levels deep$/),
    ],
  ])('%s is refused before it goes off', async (_, text, complaint) => {
    expect(await complaintsAbout(text)).toEqual([complaint]);
  });

  it('is none that has a thousand services with the same anchors', async () => {
    const one = (index: number) =>
      `  - {<<: *defaults, name: S${index}, url: "http://s${index}.example", tags: *tags}\n`;
    const text = `x-defaults: &defaults {timeout: 3, interval: 30, method: HEAD}\nx-tags: &tags [a, b, c]\nservices:\n${Array.from({ length: 1_000 }, (_, index) => one(index)).join('')}`;
    const { services } = await configurationOf(text);
    expect(services).toHaveLength(1_000);
    expect(services[999]).toMatchObject({ name: 'S999', timeoutMs: 3_000, method: 'HEAD', tags: ['a', 'b', 'c'] });
  });
});

describe('a mistake in a merged value', () => {
  it('is shown where it is written', async () => {
    expect(
      await complaintsAbout(`
x-slow: &slow
  timeout: soon
services:
  - <<: *slow
    name: A
    url: http://a.example
  - {<<: [*slow], name: B, url: http://b.example, tags: *slow}
`),
    ).toEqual([
      'config.yaml:3:12 services[0].timeout: expected seconds as a number greater than 0, got "soon"',
      'config.yaml:3:12 services[1].timeout: expected seconds as a number greater than 0, got "soon"',
      'config.yaml:8:57 services[1].tags: expected text, or a list, got a mapping',
    ]);
  });
});

describe('a large file', () => {
  it('of ten thousand services is one of ten thousand services', async () => {
    const text = `services:\n${Array.from({ length: 10_000 }, (_, index) => `  - name: Service ${index}\n    url: http://127.0.0.1:9000/${index}\n    timeout: 5\n`).join('')}`;
    const { services } = await configurationOf(text);
    expect(services).toHaveLength(10_000);
    expect(services[9_999]).toMatchObject({
      name: 'Service 9999',
      url: 'http://127.0.0.1:9000/9999',
      timeoutMs: 5_000,
    });
    expect(new Set(services.map(({ fingerprint }) => fingerprint)).size).toBe(10_000);
  });
});
