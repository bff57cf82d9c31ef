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
    start: 'Start at login',
    startText: 'Start ASL Monitor when I log in',
    startHint: 'It watches from then on, without opening its window.',
    startUnchanged: 'The system has not taken this: look at its own settings for what starts at login.',
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
    start: 'Démarrage',
    startText: 'Démarrer ASL Monitor à l’ouverture de session',
    startHint: 'Il surveille dès ce moment, sans ouvrir sa fenêtre.',
    startUnchanged: 'Le système n’en a pas tenu compte\u00a0: voyez ses réglages des applications au démarrage.',
  },
});
