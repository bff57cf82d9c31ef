import { describe, expect, it } from 'vitest';
import { candidatesOf, namesFault, renamed } from '../../../renderer/first-run/candidates.ts';

describe('the services that somebody is about to add', () => {
  it('are called after their hosts, each by a name of its own', () => {
    expect(candidatesOf('https://a.example/one\nhttps://a.example/two', [])).toEqual([
      { url: 'https://a.example/one', name: 'a.example' },
      { url: 'https://a.example/two', name: 'a.example (2)' },
    ]);
  });

  it('keep the names they were given while more is typed', () => {
    const first = renamed(candidatesOf('https://a.example/', []), 'https://a.example/', 'Shop');
    expect(candidatesOf('https://b.example/ https://a.example/', first)).toEqual([
      { url: 'https://b.example/', name: 'b.example' },
      { url: 'https://a.example/', name: 'Shop' },
    ]);
  });

  it('need names that differ', () => {
    const both = candidatesOf('https://a.example/ https://b.example/', []);
    expect(namesFault(both)).toBeUndefined();
    expect(namesFault(renamed(both, 'https://b.example/', ' a.example '))).toBe('nameTaken');
    expect(namesFault(renamed(both, 'https://b.example/', '  '))).toBe('nameNeeded');
  });
});
