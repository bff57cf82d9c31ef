/** Why the settings cannot change a configuration file, in both languages. */
import type { Pair } from '../notify/french-template.ts';

/** Of a place in the file, which only its owner can change in an editor. */
const byHand: readonly Pair[] = (
  [
    ['cannot be changed here alone', 'ne peut pas être changé seul ici'],
    ['has a tag of its own', 'a une étiquette YAML'],
    ['is merged in with <<', 'vient d’une fusion avec <<'],
    ['is shared with other places as &<anchor:text>', 'est partagé avec d’autres endroits sous le nom &<anchor>'],
    ['is written in a form that can only be read here', 'est écrit sous une forme qui ne peut être que lue ici'],
  ] as const
).map(([english, french]) => [
  `${english}: edit line <line:number> by hand`,
  `${french} : modifier la ligne <line> dans un éditeur`,
]);

export const editShapes: readonly Pair[] = [
  ...byHand,
  ['is no mapping of sections: mend it by hand', 'n’est pas un objet avec des sections : à corriger dans un éditeur'],
  ['is no list: mend it by hand', 'n’est pas une liste : à corriger dans un éditeur'],
  ['is to be a list', 'doit être une liste'],
  [
    'is the name of several services: rename them by hand',
    'est le nom de plusieurs services : les renommer dans un éditeur',
  ],
  ['is to be named by its name, as its place may change', 'doit être désigné par son nom, car sa place peut changer'],
  ['is a secret that is not known here: write it out', 'est un secret inconnu ici : l’écrire en entier'],
  ['would be larger than 8 MiB: remove something', 'dépasserait 8 Mio : supprimer quelque chose'],
  [
    '<file:text> is changed by another program again and again: save again when it is done',
    '<file> est sans cesse modifié par un autre programme : enregistrer de nouveau quand il aura fini',
  ],
  [
    'the folder <folder:text> may not be written by this user, and the file is replaced as a whole: change its permissions',
    'cet utilisateur ne peut pas écrire dans le dossier <folder>, et le fichier est remplacé en entier : changer ses droits',
  ],
  [
    '<file:text> may not be written by this user: change its permissions',
    'cet utilisateur ne peut pas écrire <file> : changer ses droits',
  ],
  [
    '<file:text> is on a read-only file system: mount it writable, or edit the file where it comes from',
    '<file> est sur un système de fichiers en lecture seule : le monter en écriture, ou modifier le fichier à sa source',
  ],
  [
    'the disk of <file:text> is full: make room, then save again',
    'le disque de <file> est plein : faire de la place, puis enregistrer de nouveau',
  ],
  [
    '<file:text> is held by another program or mounted on its own: close it there, or mount its folder instead',
    '<file> est tenu par un autre programme ou monté seul : le fermer là-bas, ou monter plutôt son dossier',
  ],
  ['<file:text> is gone: put it back, then save again', '<file> a disparu : le remettre, puis enregistrer de nouveau'],
  ['<file:text> cannot be written: <why:text>', '<file> ne peut pas être écrit : <why>'],
];
