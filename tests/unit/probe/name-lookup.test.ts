import { expect, it } from 'vitest';
import { createNameLookup, type HostAddress } from '../../../main/probe/name-lookup.ts';

type Answer = (error: Error | null, addresses: readonly HostAddress[]) => void;

function withOpenQuestions() {
  const asked: { host: string; answer: Answer }[] = [];
  const lookup = createNameLookup((host, answer) => void asked.push({ host, answer }));
  return { asked, lookup };
}

const found = [{ address: '10.0.0.1', family: 4 }];

it('asks once for all who want the same name at the same time, and anew for who comes later', () => {
  const { asked, lookup } = withOpenQuestions();
  const heard: string[] = [];
  lookup('a', (_error, [first]) => heard.push(`1 ${first?.address}`));
  lookup('b', (_error, [first]) => heard.push(`2 ${first?.address}`));
  lookup('a', (_error, [first]) => heard.push(`3 ${first?.address}`));
  expect(asked.map(({ host }) => host)).toEqual(['a', 'b']);

  asked[0]?.answer(null, found);
  expect(heard).toEqual(['1 10.0.0.1', '3 10.0.0.1']);
  lookup('a', () => {});
  expect(asked.map(({ host }) => host)).toEqual(['a', 'b', 'a']);
});

it('does not disturb those who gave up, nor the others because of them', () => {
  const { asked, lookup } = withOpenQuestions();
  const heard: string[] = [];
  const cancel = lookup('a', () => heard.push('gave up'));
  lookup('a', (error) => heard.push(`waits: ${error?.message}`));
  cancel();
  asked[0]?.answer(new Error('no such host'), []);
  expect(heard).toEqual(['waits: no such host']);
});
