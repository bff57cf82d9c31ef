/** What is wrong with an argument, in words that name it and never repeat its value. Pure. */
import type * as z from 'zod/mini';
import type { Sentence } from '../../preload/snapshot.ts';
import { formatPath } from '../config/problem.ts';

type Issue = z.core.$ZodIssue;

/** Of all issues, as one sentence. */
export function faultsOf(issues: readonly Issue[]): Sentence {
  const faults = issues.map(faultOf);
  return { en: faults.map(({ en }) => en).join('; '), fr: faults.map(({ fr }) => fr).join(' ; ') };
}

function faultOf(issue: Issue): Sentence {
  const path = formatPath(issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part)));
  const { en, fr } = faultAt(issue);
  return path === '' ? { en, fr } : { en: `${path} ${en}`, fr: `${path} ${fr}` };
}

function faultAt(issue: Issue): Sentence {
  switch (issue.code) {
    case 'too_small':
      if (issue.minimum === 1 && (issue.origin === 'string' || issue.origin === 'array'))
        return { en: 'must not be empty', fr: 'ne doit pas être vide' };
      return {
        en: `must be at least ${issue.minimum}${lengthOf(issue.origin)}`,
        fr: `: au moins ${issue.minimum}${lengthIn(issue.origin)}`,
      };
    case 'too_big':
      return {
        en: `must be at most ${issue.maximum}${lengthOf(issue.origin)}`,
        fr: `: au plus ${issue.maximum}${lengthIn(issue.origin)}`,
      };
    case 'unrecognized_keys':
      return { en: `has unknown keys: ${issue.keys.join(', ')}`, fr: `: clés inconnues, ${issue.keys.join(', ')}` };
    case 'invalid_type':
      if (issue.expected === 'undefined') return { en: 'takes no argument', fr: 'ne prend pas d’argument' };
      return { en: `must be of the type ${issue.expected}`, fr: `doit être du type ${issue.expected}` };
    case 'invalid_value':
      return {
        en: `must be one of ${issue.values.map(String).join(', ')}`,
        fr: `doit être l’une de ces valeurs : ${issue.values.map(String).join(', ')}`,
      };
    default:
      return { en: 'is not what is expected', fr: 'n’est pas ce qui est attendu' };
  }
}

const lengthOf = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
const lengthIn = (origin: string): string =>
  origin === 'string' ? ' caractères' : origin === 'array' ? ' éléments' : '';
