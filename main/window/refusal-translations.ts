/** Why something asked in the window cannot be done, in both languages and with what kind of failure it is. Pure. */
import type { AskError, AskErrorKind } from '../../preload/contract.ts';
import { type Pair, type Reader, rewriter } from '../notify/french-template.ts';
import { gap, guillemets, semicolon } from '../notify/french-typography.ts';

const any: Reader = (text) => text;

/** Names in quotes with a word between them; the names themselves stay as they are. */
const quoted =
  (english: string, french: string): Reader =>
  (text) => {
    if (!/^".*"$/s.test(text)) return text;
    return text.slice(1, -1).split(`"${english}"`).map(guillemets).join(french);
  };

/** Something that is near; without it a command that lists what there is, which the window shows anyway. */
const advice =
  (before: string, between: (near: string) => string): Reader =>
  (text) => {
    const [, near] = /^did you mean "(.+)"\?$/s.exec(text) ?? [];
    return near === undefined ? '' : `${before}${between(near)}`;
  };

const english = { any, names: any, alternatives: any, advice: advice(': ', (near) => `did you mean "${near}"?`) };
const french = {
  any,
  names: quoted(', ', ', '),
  alternatives: quoted(' or ', ' ou '),
  advice: advice(semicolon, (near) => `vouliez-vous dire ${guillemets(near)}${gap}?`),
};

/** What is said on the command line; in French; and in English, where the window has better to say than that. */
type Row = readonly [said: string, fr: string, en?: string];

const refused: readonly Row[] = [
  [
    'nothing of <what:names> is down: there is nothing to acknowledge',
    'rien n’est en panne dans <what> : il n’y a rien à prendre en charge',
  ],
  [
    'nothing of it is down, so that there is no recovery to wait for: give a time such as 1h',
    'rien de cela n’est en panne, il n’y a donc pas de rétablissement à attendre : choisir une durée, comme 1 h',
  ],
  ['"<target:any>" may be <names:alternatives>: write it so', '« <target> » peut désigner <names> : le préciser'],
  [
    'what snoozes <whom:names> snoozes others too: end all of it with "asl-monitor unsnooze <id:any>"',
    'ce qui met en sourdine <whom> en concerne aussi d’autres : terminer la sourdine <id> tout entière',
    'what snoozes <whom> snoozes others too: end the snooze <id> as a whole',
  ],
  [
    'the maintenance is no snooze: end it by editing "maintenance" in the configuration, which is in force at once',
    'la maintenance n’est pas une sourdine : la modifier dans la configuration, ce qui prend effet aussitôt',
  ],
  [
    'the maintenance <name:names> is no snooze: end it by editing "maintenance" in the configuration, which is in force at once',
    'la maintenance <name> n’est pas une sourdine : la modifier dans la configuration, ce qui prend effet aussitôt',
  ],
];

/** What was named is not there, or not any more. */
const missing: readonly Row[] = [
  [
    'nothing that is watched is meant: name a service, a group or a tag of the configuration',
    'rien de cela n’est surveillé : nommer un service, un groupe ou une étiquette de la configuration',
  ],
  [
    'nothing here is called "<target:any>": <advice>',
    'rien ne s’appelle « <target> »<advice>',
    'nothing here is called "<target>"<advice>',
  ],
  [
    'there is no service "<name:any>": <advice>',
    'il n’y a pas de service « <name> »<advice>',
    'there is no service "<name>"<advice>',
  ],
  [
    'the incident <id:any> is over: name its service instead',
    'l’incident <id> est terminé : nommer plutôt son service',
  ],
  ['there is no snooze of <whom:names>', 'aucune sourdine en cours pour <whom>'],
];

type Translation = (message: string) => { readonly en: string; readonly fr: string } | undefined;

function translation(rows: readonly Row[]): Translation {
  const toFrench = rewriter(
    rows.map(([said, fr]) => [said, fr]),
    french,
  );
  const toEnglish = rewriter(
    rows.flatMap(([said, , en]): readonly Pair[] => (en === undefined ? [] : [[said, en]])),
    english,
  );
  return (message) => {
    const fr = toFrench(message);
    return fr === undefined ? undefined : { en: toEnglish(message) ?? message, fr };
  };
}

const translations: ReadonlyArray<readonly [AskErrorKind, Translation]> = [
  ['refused', translation(refused)],
  ['missing', translation(missing)],
];

/** Of an `AttentionError`'s message; one of a shape that is not known here stays as it is. */
export function refusalOf(said: string): AskError {
  for (const [kind, translate] of translations) {
    const message = translate(said);
    if (message !== undefined) return { kind, message };
  }
  return { kind: 'refused', message: { en: said, fr: said } };
}
