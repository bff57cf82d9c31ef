import { dictionary } from '../../words/dictionary.ts';

export const appearanceWords = dictionary({
  en: {
    title: 'Appearance and language',
    lead: 'How this window looks and speaks. It holds at once and for every window of this machine; it is not in the configuration file.',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    system: 'As the system',
    languages: { en: 'English', fr: 'Français' },
    languageHint: 'Slack has a language of its own, under Slack.',
  },
  fr: {
    title: 'Apparence et langue',
    lead: 'L’aspect et la langue de cette fenêtre. Cela vaut aussitôt et pour chaque fenêtre de cette machine, et n’est pas dans le fichier de configuration.',
    theme: 'Thème',
    themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
    language: 'Langue',
    system: 'Comme le système',
    languages: { en: 'English', fr: 'Français' },
    languageHint: 'Slack a sa propre langue, sous Slack.',
  },
});
