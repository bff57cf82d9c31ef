import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';

export const firstRunWords = dictionary({
  en: {
    title: 'What is to be watched?',
    lead: 'Paste the address of a service, or several, one a line. Each is tried at once; nothing is saved before you say so.',
    addresses: 'Addresses of services',
    placeholder: 'https://example.com/health',
    name: (url: string) => `Name of ${url}`,
    testing: 'is being asked…',
    good: (status: string, time: string) => `answers ${status} in ${time}`,
    slow: (status: string, time: string) => `answers ${status} in ${time}, slowly`,
    nameNeeded: 'Each needs a name.',
    nameTaken: 'Names must differ.',
    watch: (count: number) => (count === 1 ? 'Watch it' : `Watch these ${n(count)}`),
    watching: (count: number) =>
      count === 1 ? 'It is watched from now on.' : `All ${n(count)} are watched from now on.`,
    unrecognized: 'No address is to be seen in this yet. One looks like https://example.com/ or example.com.',
    settings: 'Everything else is in the settings',
    settingsHint: 'Method, expected answer, headers, groups; or edit the file itself:',
    demo: 'See it at work first',
    demoHint: 'Local services that fail on a schedule, within a minute. Nothing of it reaches Slack.',
    startDemo: 'Open the demo',
    startingDemo: 'Starting the demo…',
    mend: 'Mend the configuration, and watching begins',
    mendHow:
      'What is to be corrected stands above. The file is read again as soon as it is saved; nothing has to be started anew.',
    retried: 'It begins as soon as it can',
    retriedHow: 'What is in the way stands above. It is tried again every few seconds; nothing has to be started anew.',
    showFile: 'Show the file in its folder',
    copyPath: 'Copy its path',
    broken: 'The configuration file has a problem, so nothing can be added here before it is mended in an editor.',
  },
  fr: {
    title: 'Que faut-il surveiller\u00a0?',
    lead: 'Collez l’adresse d’un service, ou plusieurs, une par ligne. Chacune est essayée aussitôt\u00a0; rien n’est enregistré sans votre accord.',
    addresses: 'Adresses de services',
    placeholder: 'https://example.com/health',
    name: (url: string) => `Nom de ${url}`,
    testing: 'est interrogé…',
    good: (status: string, time: string) => `répond ${status} en ${time}`,
    slow: (status: string, time: string) => `répond ${status} en ${time}, lentement`,
    nameNeeded: 'Chacun a besoin d’un nom.',
    nameTaken: 'Les noms doivent être différents.',
    watch: (count: number) => (count < 2 ? 'Le surveiller' : `Surveiller ces ${n(count)} services`),
    watching: (count: number) =>
      count < 2 ? 'Il est désormais surveillé.' : `Les ${n(count)} sont désormais surveillés.`,
    unrecognized: 'Aucune adresse n’y est encore visible. Elle ressemble à https://example.com/ ou à example.com.',
    settings: 'Tout le reste est dans les réglages',
    settingsHint: 'Méthode, réponse attendue, en-têtes, groupes\u00a0; ou modifiez le fichier lui-même\u00a0:',
    demo: 'Le voir d’abord à l’œuvre',
    demoHint:
      'Des services locaux qui tombent en panne à heures fixes, en moins d’une minute. Rien n’en parvient à Slack.',
    startDemo: 'Ouvrir la démonstration',
    startingDemo: 'Démarrage de la démonstration…',
    mend: 'Corrigez la configuration, et la surveillance commence',
    mendHow:
      'Ce qu’il faut corriger est indiqué en haut. Le fichier est relu dès qu’il est enregistré\u00a0; inutile de redémarrer quoi que ce soit.',
    retried: 'La surveillance commence dès que possible',
    retriedHow:
      'Ce qui l’empêche est indiqué en haut. Une nouvelle tentative a lieu toutes les quelques secondes\u00a0; inutile de redémarrer quoi que ce soit.',
    showFile: 'Afficher le fichier dans son dossier',
    copyPath: 'Copier son chemin',
    broken:
      'Le fichier de configuration contient une erreur\u00a0: rien ne peut être ajouté ici avant qu’elle soit corrigée dans un éditeur.',
  },
});
