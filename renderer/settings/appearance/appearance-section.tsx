/** How the window looks and speaks, and whether it comes by itself. */
import type { Language } from '../../../preload/snapshot.ts';
import { prefer } from '../../state/preferences.ts';
import { head } from '../../state/world.ts';
import { type Choice, ChoiceRow } from '../form/choices.tsx';
import { StartAtLogin } from './start-at-login.tsx';
import { appearanceWords } from './words.ts';

const themes = ['system', 'light', 'dark'] as const;
const languages = ['en', 'fr'] as const;

export function AppearanceSection() {
  const words = appearanceWords.value;
  const { theme = 'system', language } = head.value?.preferences ?? {};
  const choices: readonly Choice<Language | undefined>[] = [
    { key: undefined, text: words.system },
    ...languages.map((key) => ({ key, text: words.languages[key], lang: key })),
  ];
  return (
    <>
      <h2>{words.title}</h2>
      <p class="settings-lead">{words.lead}</p>
      <ChoiceRow
        label={words.theme}
        chosen={theme}
        choices={themes.map((key) => ({ key, text: words.themes[key] }))}
        onChoose={(next) => void prefer({ theme: next === 'system' ? undefined : next })}
      />
      <ChoiceRow
        label={words.language}
        hint={words.languageHint}
        chosen={language}
        choices={choices}
        onChoose={(next) => void prefer({ language: next })}
      />
      <StartAtLogin />
    </>
  );
}
