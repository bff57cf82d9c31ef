import { dictionary } from '../../words/dictionary.ts';
import { formatNumber as n } from '../../words/locale.ts';

export const listWords = dictionary({
  en: {
    title: 'Services',
    lead: (file: string) => `What is watched, in the order of ${file}.`,
    add: 'Add a service',
    search: 'Search by name, address, group or tag',
    found: (count: number, all: number) => `${n(count)} of ${n(all)}`,
    noneFound: (text: string) => `No service has “${text}” in its name, address, group or tags.`,
    none: 'Nothing is watched yet.',
    noneHint: 'Add the first service: a name and an address are enough.',
    paused: 'Paused',
    notCritical: 'Not critical',
    more: (name: string) => `What to do with ${name}`,
    edit: 'Edit',
    duplicate: 'Duplicate',
    moveUp: 'Move up',
    moveDown: 'Move down',
    remove: 'Delete',
    drag: (name: string) => `Move ${name}: drag it, or press Alt and an arrow key`,
    movedTo: (name: string, place: number, all: number) => `${name} is number ${n(place)} of ${n(all)}.`,
    moved: (name: string) => `${name} has another place in the file.`,
    removed: (name: string) => `${name} is deleted. Its history is kept.`,
    maintained: (name: string, window: string) =>
      `${name} cannot be deleted: the maintenance ${window === '' ? 'window' : `“${window}”`} is for it alone. Change or delete that first.`,
  },
  fr: {
    title: 'Services',
    lead: (file: string) => `Ce qui est surveillé, dans l’ordre de ${file}.`,
    add: 'Ajouter un service',
    search: 'Chercher un nom, une adresse, un groupe ou une étiquette',
    found: (count: number, all: number) => `${n(count)} sur ${n(all)}`,
    noneFound: (text: string) =>
      `Aucun service n’a «\u00a0${text}\u00a0» dans son nom, son adresse, son groupe ou ses étiquettes.`,
    none: 'Rien n’est encore surveillé.',
    noneHint: 'Ajoutez le premier service\u00a0: un nom et une adresse suffisent.',
    paused: 'En pause',
    notCritical: 'Non critique',
    more: (name: string) => `Que faire de ${name}`,
    edit: 'Modifier',
    duplicate: 'Dupliquer',
    moveUp: 'Monter',
    moveDown: 'Descendre',
    remove: 'Supprimer',
    drag: (name: string) => `Déplacer ${name}\u00a0: faites-le glisser, ou Alt et une flèche`,
    movedTo: (name: string, place: number, all: number) => `${name} est en position ${n(place)} sur ${n(all)}.`,
    moved: (name: string) => `${name} a changé de place dans le fichier.`,
    removed: (name: string) => `${name} est supprimé. Son historique est conservé.`,
    maintained: (name: string, window: string) =>
      `${name} ne peut pas être supprimé\u00a0: la maintenance ${window === '' ? '' : `«\u00a0${window}\u00a0» `}ne concerne que lui. Modifiez-la ou supprimez-la d’abord.`,
  },
});
