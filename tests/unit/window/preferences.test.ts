import { describe, expect, it } from 'vitest';
import { createPreferences } from '../../../main/window/preferences.ts';

/** A history that remembers notes and nothing else. */
function notesWith(preferences?: string) {
  const notes = new Map(preferences === undefined ? [] : [['window preferences', preferences]]);
  return {
    note: (notifier: string, name: string, value: string) => void notes.set(`${notifier} ${name}`, value),
    noted: (notifier: string, name: string) => notes.get(`${notifier} ${name}`),
  };
}

describe('what a person prefers', () => {
  it('is as the system has it until they say something, and is there again in the next run', () => {
    const history = notesWith();
    const first = createPreferences(history);
    expect(first.get()).toEqual({});
    first.set({ theme: 'dark', language: 'fr' });
    expect(first.get()).toEqual({ theme: 'dark', language: 'fr' });
    expect(createPreferences(history).get()).toEqual({ theme: 'dark', language: 'fr' });
    first.set({ language: 'en' });
    expect(createPreferences(history).get()).toEqual({ language: 'en' });
  });

  it.each([
    ['{"theme":"pink","language":"fr","more":1}', { language: 'fr' }],
    ['{"theme":"light"}', { theme: 'light' }],
    ['null', {}],
    ['no JSON', {}],
  ])('is understood as far as it can be: %s', (text, expected) => {
    expect(createPreferences(notesWith(text)).get()).toEqual(expected);
  });
});
