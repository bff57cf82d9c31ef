/** Headers and body of a service as its owner wrote them, as far as that may be shown. Pure. */
import * as z from 'zod/mini';
import { isRecord } from '../config/answer-fields.ts';
import type { Environment } from '../config/environment.ts';
import { resolveRequest } from '../config/request.ts';
import { type ServiceInput, serviceSchema } from '../config/service-schema.ts';
import { readYaml } from '../config/yaml-reading.ts';
import type { Service } from '../monitor/model.ts';
import type { Piece } from './shell-words.ts';

/** What a person may read of a request. */
export type ShownRequest = {
  readonly headers: ReadonlyArray<{ readonly name: string; readonly value: readonly Piece[] }>;
  readonly body?: readonly Piece[];
};

const hidden: readonly Piece[] = [{ text: '***' }];
/** Headers that are secret even where the file has them without a variable. */
const secretHeader = /auth|cookie|token|secret|key|password|session|signature/i;

/** What the text of the configuration says of the service of that name; undefined where it cannot be read. */
export function writtenService(text: string, name: string): ServiceInput | undefined {
  const reading = readYaml(text);
  const services = reading.ok && isRecord(reading.value) ? reading.value.services : undefined;
  const entries: readonly unknown[] = Array.isArray(services) ? services : [];
  const entry = entries.find((one) => isRecord(one) && one.name === name);
  return entry === undefined ? undefined : z.safeParse(serviceSchema, entry).data;
}

/**
 * Values are as they are written, with the names of variables, and only where that means what is in force: the file may
 * have changed since. A value that is not found there is hidden, since it may be that of a variable.
 */
export function shownRequest(
  service: Pick<Service, 'headers' | 'body'>,
  written: ServiceInput | undefined,
  environment: Environment,
): ShownRequest {
  const meant = written && resolveRequest(written, [], { environment, findings: [], warnings: [] });
  const headers = Object.entries(service.headers).map(([name, value]) => {
    // The program itself adds the type of a body that is a mapping.
    const pieces = piecesOf(written?.headers?.[name] ?? value);
    const isShown = meant?.headers[name] === value && !isPlainSecret(name, pieces);
    return { name, value: isShown ? pieces : hidden };
  });
  if (service.body === undefined) return { headers };
  const source = written?.body;
  const template = typeof source === 'string' ? source : JSON.stringify(source ?? '');
  return { headers, body: meant?.body === service.body ? piecesOf(template) : hidden };
}

function isPlainSecret(name: string, pieces: readonly Piece[]): boolean {
  return secretHeader.test(name) && !pieces.some((piece) => 'variable' in piece);
}

/** `${NAME}` is a variable, and `$${NAME}` the text `${NAME}`. */
function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: whole, 1: doubled, 2: name = '', index } of template.matchAll(/\$(\$?)\{([^}]*)\}/g)) {
    if (index > end) pieces.push({ text: template.slice(end, index) });
    pieces.push(doubled === '$' ? { text: whole.slice(1) } : { variable: name });
    end = index + whole.length;
  }
  if (end < template.length) pieces.push({ text: template.slice(end) });
  return pieces;
}
