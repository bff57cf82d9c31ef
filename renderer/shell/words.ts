import { dictionary } from '../words/dictionary.ts';

export const shellWords = dictionary({
  en: {
    views: { services: 'Services', incidents: 'Incidents', settings: 'Settings' },
    navigation: 'Views',
    skip: 'Skip to the content',
    help: 'Keyboard shortcuts',
    checkAll: 'Check everything now',
    back: 'Back',
    resize: 'Width of the list',
    connecting: 'Asking the program how everything is…',
    lost: (since: string) => `The program has not answered since ${since}. What you see is as it was then.`,
    lostHint: 'It is tried again and again. If the program was started anew, open the address that it printed.',
    broken: (count: number) =>
      count === 1
        ? 'The configuration file has a problem; what was in force stays in force.'
        : `The configuration file has ${count} problems; what was in force stays in force.`,
    brokenFromStart: (count: number) => (count === 1 ? 'This is what is wrong:' : `These ${count} things are wrong:`),
    slackSilent: (owed: string, since: string) => `Slack has not been reached since ${since}. ${owed} waiting.`,
    alerts: (count: number) => (count === 1 ? '1 alert' : `${count} alerts`),
    demo: 'This is the demo: local services that fail on a schedule. Nothing of it reaches Slack.',
    newOutage: (sentence: string) => `New outage. ${sentence}`,
    over: (sentence: string) => `Over. ${sentence}`,
    shortcuts: {
      search: 'Search',
      next: 'Next in the list',
      previous: 'Previous in the list',
      open: 'Open',
      acknowledge: 'Acknowledge',
      snooze: 'Snooze',
      check: 'Check now',
      back: 'Back, or leave the search',
      views: 'Services, incidents, settings',
      help: 'This list',
    },
    partMissing: 'This part of the window could not be loaded: reload the page.',
    close: 'Close',
  },
  fr: {
    views: { services: 'Services', incidents: 'Incidents', settings: 'Réglages' },
    navigation: 'Vues',
    skip: 'Aller au contenu',
    help: 'Raccourcis clavier',
    checkAll: 'Tout vérifier maintenant',
    back: 'Retour',
    resize: 'Largeur de la liste',
    connecting: 'Lecture de l’état des services…',
    lost: (since: string) => `Le programme ne répond plus depuis ${since}. Ce que vous voyez date de ce moment.`,
    lostHint: 'Nouvel essai en continu. Si le programme a redémarré, ouvrez l’adresse qu’il a affichée.',
    broken: (count: number) =>
      count === 1
        ? 'Le fichier de configuration contient une erreur\u00a0; ce qui était en vigueur le reste.'
        : `Le fichier de configuration contient ${count} erreurs\u00a0; ce qui était en vigueur le reste.`,
    brokenFromStart: (count: number) =>
      count < 2 ? 'Voici ce qui ne va pas\u00a0:' : `Voici ${count} points à corriger\u00a0:`,
    slackSilent: (owed: string, since: string) => `Slack est injoignable depuis ${since}. En attente\u00a0: ${owed}.`,
    alerts: (count: number) => (count === 1 ? '1 alerte' : `${count} alertes`),
    demo: 'Ceci est la démonstration\u00a0: des services locaux tombent en panne à heures fixes. Rien n’en parvient à Slack.',
    newOutage: (sentence: string) => `Nouvelle panne. ${sentence}`,
    over: (sentence: string) => `Terminé. ${sentence}`,
    shortcuts: {
      search: 'Rechercher',
      next: 'Suivant dans la liste',
      previous: 'Précédent dans la liste',
      open: 'Ouvrir',
      acknowledge: 'Prendre en charge',
      snooze: 'Mettre en sourdine',
      check: 'Vérifier maintenant',
      back: 'Retour, ou quitter la recherche',
      views: 'Services, incidents, réglages',
      help: 'Cette liste',
    },
    partMissing: 'Cette partie de la fenêtre n’a pas pu être chargée\u00a0: rechargez la page.',
    close: 'Fermer',
  },
});
