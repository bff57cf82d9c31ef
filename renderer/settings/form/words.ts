import { dictionary } from '../../words/dictionary.ts';
import type { FaultKind } from './faults.ts';

type FormWords = {
  readonly save: string;
  readonly discard: string;
  saved(file: string): string;
  readonly unsaved: string;
  readonly undecided: string;
  readonly broken: string;
  readonly rest: string;
  readonly meanwhile: string;
  readonly theirs: string;
  readonly mine: string;
  readonly nothing: string;
  readonly secret: string;
  readonly takeTheirs: string;
  readonly keepMine: string;
  readonly leave: string;
  readonly leaveHint: string;
  readonly leaveUnsaved: string;
  readonly saveAndLeave: string;
  readonly stay: string;
  readonly byDefault: string;
  readonly replace: string;
  readonly removeSecret: string;
  readonly removed: string;
  readonly keepSecret: string;
  remove(what: string): string;
  readonly faults: Readonly<Record<FaultKind, string>>;
};

const en: FormWords = {
  save: 'Save',
  discard: 'Discard',
  saved: (file) => `What is saved here goes into ${file}, whose comments, order and style stay.`,
  unsaved: 'Not saved yet.',
  undecided: 'The file was changed meanwhile. Decide above what is to hold.',
  broken: 'Not saved: the file has a problem, and has to be mended first.',
  rest: 'Nothing was saved',
  meanwhile: 'The file was changed meanwhile.',
  theirs: 'In the file',
  mine: 'Here',
  nothing: 'nothing',
  secret: 'a secret',
  takeTheirs: 'Take the file’s',
  keepMine: 'Keep mine',
  leave: 'Leave without saving?',
  leaveHint: 'What you changed here is not in the file yet.',
  leaveUnsaved: 'Discard and leave',
  saveAndLeave: 'Save and leave',
  stay: 'Stay',
  byDefault: 'by default',
  replace: 'Replace',
  removeSecret: 'Remove',
  removed: 'Gone once it is saved.',
  keepSecret: 'Leave it as it is',
  remove: (what) => (what === '' ? 'Remove' : `Remove ${what}`),
  faults: {
    required: 'This is needed.',
    name_taken: 'Another service has this name.',
    name_too_long: 'A name has at most 200 characters.',
    url: 'An address begins with http:// or https://.',
    duration: 'Seconds, or a time such as 500ms, 30s, 5m, 1h.',
    count: 'A whole number from 1 on.',
    status: 'A code such as 200, a class such as 2xx, a range such as 200-299, or several with commas.',
    pattern: 'This is no regular expression.',
    json_path: 'A path such as $.status or checks[0].state.',
    json: 'This is no JSON.',
    header_name: 'A header’s name has no blanks and no colon.',
    header_own: 'The program sets this header itself.',
    header_twice: 'The same header is there twice.',
    days_before: 'Numbers of days such as 21, 7, 1.',
    network: 'A network such as 10.8.0.0/16.',
    channel: 'A channel such as #asl-alerts, without blanks.',
    mention: '@channel, @here, or the ID of a member (U…) or a user group (S…).',
    host: 'A page that begins with http:// or https://, or a host and port such as 1.1.1.1:443.',
    time: 'A time such as 22:30.',
    same_time: 'Another time than the first one.',
    moment: 'A date and time such as 2026-12-24 22:00.',
    end_before_start: 'The end comes after the start.',
    time_zone: 'A time zone such as Europe/Paris.',
    no_scope: 'Name at least one service, group or tag, or choose everything.',
    no_canary: 'Name at least one, or use the well-known ones.',
  },
};

const fr: FormWords = {
  save: 'Enregistrer',
  discard: 'Abandonner',
  saved: (file) => `Ce qui est enregistré ici va dans ${file}, dont les commentaires, l’ordre et le style restent.`,
  unsaved: 'Pas encore enregistré.',
  undecided: 'Le fichier a été modifié entre-temps. Choisissez plus haut ce qui doit valoir.',
  broken: 'Pas enregistré\u00a0: le fichier contient une erreur, à corriger d’abord.',
  rest: 'Rien n’a été enregistré',
  meanwhile: 'Le fichier a été modifié entre-temps.',
  theirs: 'Dans le fichier',
  mine: 'Ici',
  nothing: 'rien',
  secret: 'un secret',
  takeTheirs: 'Prendre la valeur du fichier',
  keepMine: 'Garder la mienne',
  leave: 'Quitter sans enregistrer\u00a0?',
  leaveHint: 'Vos modifications ne sont pas encore dans le fichier.',
  leaveUnsaved: 'Abandonner et quitter',
  saveAndLeave: 'Enregistrer et quitter',
  stay: 'Rester',
  byDefault: 'par défaut',
  replace: 'Remplacer',
  removeSecret: 'Retirer',
  removed: 'Retiré dès l’enregistrement.',
  keepSecret: 'Laisser tel quel',
  remove: (what) => (what === '' ? 'Retirer' : `Retirer ${what}`),
  faults: {
    required: 'À renseigner.',
    name_taken: 'Un autre service porte ce nom.',
    name_too_long: 'Un nom compte 200 caractères au plus.',
    url: 'Une adresse commence par http:// ou https://.',
    duration: 'Des secondes, ou une durée comme 500ms, 30s, 5m, 1h.',
    count: 'Un nombre entier à partir de 1.',
    status: 'Un code comme 200, une classe comme 2xx, un intervalle comme 200-299, ou plusieurs avec des virgules.',
    pattern: 'Ce n’est pas une expression régulière.',
    json_path: 'Un chemin comme $.status ou checks[0].state.',
    json: 'Ce n’est pas du JSON.',
    header_name: 'Un nom d’en-tête n’a ni espace ni deux-points.',
    header_own: 'Le programme définit lui-même cet en-tête.',
    header_twice: 'Le même en-tête figure deux fois.',
    days_before: 'Des nombres de jours comme 21, 7, 1.',
    network: 'Un réseau comme 10.8.0.0/16.',
    channel: 'Un canal comme #asl-alerts, sans espace.',
    mention: '@channel, @here, ou l’identifiant d’un membre (U…) ou d’un groupe (S…).',
    host: 'Une page qui commence par http:// ou https://, ou un hôte et un port comme 1.1.1.1:443.',
    time: 'Une heure comme 22:30.',
    same_time: 'Une autre heure que la première.',
    moment: 'Une date et une heure comme 2026-12-24 22:00.',
    end_before_start: 'La fin vient après le début.',
    time_zone: 'Un fuseau horaire comme Europe/Paris.',
    no_scope: 'Nommez au moins un service, un groupe ou une étiquette, ou choisissez tout.',
    no_canary: 'Nommez-en au moins un, ou gardez les témoins habituels.',
  },
};

export const formWords = dictionary({ en, fr });
