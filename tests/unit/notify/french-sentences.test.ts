import { expect, it } from 'vitest';
import { frenchDoubt, frenchSentence } from '../../../main/notify/french-sentences.ts';
import { rows } from './french-rows.ts';
import { textsIn } from './french-samples.ts';

/** With "~" for the space that breaks no line. */
const french = (sentence: string): string => frenchSentence(sentence).replaceAll('\u202f', '~');

it.each(rows)('tells "%s" in French', (english, told) => {
  expect(french(english)).toBe(told);
});

const doubts = textsIn('main/monitor/blame.ts').filter((text) => text.includes(' '));

it('tells every doubt in French', () => {
  expect(doubts).toHaveLength(7);
  const lossy = textsIn('main/monitor/weighing.ts').filter((text) => text.includes(' packets'));
  expect(lossy).toHaveLength(1);
  const told = [...doubts, ...lossy].map((doubt) => frenchDoubt(doubt));
  expect(told.filter((text) => [...doubts, ...lossy].includes(text))).toEqual([]);
  expect(told[1]).toBe('aucun canari ne répond, mais une connexion a été refusée');
  expect(frenchDoubt('something else')).toBe('something else');
});

/** Texts of these files that are part of no sentence. */
const elsewhere = ['bad upgrade', 'Invalid EOF state', 'no address', 'Basic ', 'the proxy of ', 'an unreadable date'];

it.each([
  ...['failure', 'certificate', 'connection', 'tunnel', 'exchange', 'attempt', 'proxy', 'answer-body', 'wording'].map(
    (name) => `main/probe/${name}.ts`,
  ),
  'main/monitor/expectation.ts',
])('knows all that %s can say', (file) => {
  const words = textsIn(file).filter((text) => / [a-z]{2}|[a-z]{2} /.test(text));
  expect(words.length).toBeGreaterThan(0);
  const unknown = words.filter((text) => !rows.some(([english]) => english.includes(text)));
  expect(unknown.filter((text) => !elsewhere.includes(text))).toEqual([]);
});

it.each([
  ['a shape that nobody knows', 'the disk of 10.1.2.3:443 is full'],
  ['one that only begins as another', '10.1.2.3:443 refused the connection today'],
  ['an empty sentence', ''],
])('leaves %s as it is', (_, sentence) => {
  expect(frenchSentence(sentence)).toBe(sentence);
});

it.each([
  ['expected status 200, got 503 x; no route to 10.1.2.3:443', 'statut 503 x; no route to 10.1.2.3:443 au lieu de 200'],
  [
    'header a is "b", expected it to contain "c", expected "d"',
    'l’en-tête a vaut «~b", expected it to contain "c~», valeur attendue~: «~d~»',
  ],
  [
    'body does not contain "a"; it begins with "x"; it begins with "y"',
    'le corps ne contient pas «~a~»~; il commence par «~x"; it begins with "y~»',
  ],
  [
    '10.1.2.3:443 answered with something that is not HTTP: "1.1.1.1:1 refused the connection"',
    '10.1.2.3:443 a répondu par autre chose que du HTTP~: «~1.1.1.1:1 refused the connection~»',
  ],
  ['body contains "<text>": "<found> <place>"', 'le corps contient «~<text>~»~: «~<found> <place>~»'],
])('is not fooled by what a server says: %s', (sentence, told) => {
  expect(french(sentence)).toBe(told);
});

it('takes no longer than the text is long, whatever stands in it', () => {
  const marks = [
    ...['; ', '": "', '", expected "', ' (', 'a', ' is ', ', not for ', ' through ', '; no route to a', ' or 1'],
    ...[': ', '"; it begins with "', ' failed: ', ' (redirected to x', ' (DNS 1 ms', '1', '.', ' ', '\n'],
  ];
  const begun = performance.now();
  for (const mark of marks) {
    const long = mark.repeat(Math.ceil(100_000 / mark.length));
    for (const [english] of rows) {
      frenchSentence(`${english}${long}`);
      frenchSentence(`${english.slice(0, 20)}${long}${english.slice(20)}`);
    }
  }
  expect(performance.now() - begun).toBeLessThan(20_000);
  const page = 'x'.repeat(100_000);
  expect(french(`body does not contain "a"; it begins with "${page}"`)).toBe(
    `le corps ne contient pas «~a~»~; il commence par «~${page}~»`,
  );
});
