import { dictionary } from '../words/dictionary.ts';

export const settingsWords = dictionary({
  en: {
    navigation: 'Sections of the settings',
    sections: {
      services: 'Services',
      monitoring: 'Monitoring',
      slack: 'Slack',
      notifications: 'Notifications',
      connectivity: 'Connectivity',
      maintenance: 'Maintenance',
      appearance: 'Appearance and language',
      files: 'Files',
    },
    reading: 'Reading the configuration…',
    unread: 'The configuration could not be read.',
    again: 'Try again',
    broken: (file: string) => `${file} has a problem, so nothing can be changed here.`,
    brokenHint:
      'Mend it in an editor: it is read again as soon as it is saved. Until then what was in force stays in force.',
    warnings: (count: number) => (count === 1 ? 'One remark on the file' : `${count} remarks on the file`),
    saved: (file: string) => `Saved in ${file}.`,
    undo: 'Undo',
    undone: 'Taken back.',
    notUndone: 'The file has been changed since: nothing was taken back.',
    unwritable: 'The file could not be written.',
    overtaken: 'The file was changed meanwhile. Look through what it has now, then save again.',
  },
  fr: {
    navigation: 'Parties des réglages',
    sections: {
      services: 'Services',
      monitoring: 'Surveillance',
      slack: 'Slack',
      notifications: 'Notifications',
      connectivity: 'Connectivité',
      maintenance: 'Maintenance',
      appearance: 'Apparence et langue',
      files: 'Fichiers',
    },
    reading: 'Lecture de la configuration…',
    unread: 'La configuration n’a pas pu être lue.',
    again: 'Réessayer',
    broken: (file: string) => `${file} contient une erreur\u00a0: rien ne peut être modifié ici.`,
    brokenHint:
      'Corrigez-le dans un éditeur\u00a0: il est relu dès qu’il est enregistré. D’ici là, ce qui était en vigueur le reste.',
    warnings: (count: number) => (count < 2 ? 'Une remarque sur le fichier' : `${count} remarques sur le fichier`),
    saved: (file: string) => `Enregistré dans ${file}.`,
    undo: 'Annuler',
    undone: 'Modification annulée.',
    notUndone: 'Le fichier a été modifié depuis\u00a0: rien n’a été annulé.',
    unwritable: 'Le fichier n’a pas pu être écrit.',
    overtaken:
      'Le fichier a été modifié entre-temps. Parcourez ce qu’il contient désormais, puis enregistrez à nouveau.',
  },
});
