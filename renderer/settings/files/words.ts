import { dictionary } from '../../words/dictionary.ts';

export const filesWords = dictionary({
  en: {
    title: 'Files',
    lead: 'What the program reads and writes on this machine, and nothing else.',
    places: {
      configuration: 'Configuration',
      dotenv: 'Variables and tokens',
      history: 'History',
      incidents: 'Incidents',
      log: 'Log',
    },
    hints: {
      configuration: 'Readable and commented; an edit holds as soon as it is saved.',
      dotenv: `SLACK_BOT_TOKEN and what \${NAME} stands for.`,
      history: 'Every check, every incident and every alert.',
      incidents: 'One JSON file for each incident, for people and scripts.',
      log: 'What the program has to say of itself.',
    },
    copy: 'Copy',
    copyOf: (what: string) => `Copy the path: ${what}`,
    version: 'Version',
  },
  fr: {
    title: 'Fichiers',
    lead: 'Ce que le programme lit et écrit sur cette machine, et rien d’autre.',
    places: {
      configuration: 'Configuration',
      dotenv: 'Variables et jetons',
      history: 'Historique',
      incidents: 'Incidents',
      log: 'Journal',
    },
    hints: {
      configuration: 'Lisible et commentée\u00a0; une modification vaut dès qu’elle est enregistrée.',
      dotenv: `SLACK_BOT_TOKEN et les valeurs de \${NOM}.`,
      history: 'Chaque vérification, chaque incident et chaque alerte.',
      incidents: 'Un fichier JSON par incident, pour les gens et les scripts.',
      log: 'Ce que le programme dit de lui-même.',
    },
    copy: 'Copier',
    copyOf: (what: string) => `Copier le chemin\u00a0: ${what}`,
    version: 'Version',
  },
});
