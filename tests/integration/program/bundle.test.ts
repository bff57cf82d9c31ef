import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../out/main');

/** What a module asks for by name: `import … from`, `import(…)`, `require(…)` and what a bundler makes of it. */
function* namesIn(node: unknown): Iterable<string> {
  if (typeof node !== 'object' || node === null) return;
  const { type, source, callee, arguments: given }: Readonly<Record<string, unknown>> = { ...node };
  if (typeof type === 'string' && /^(Import|Export)/.test(type)) yield* literal(source);
  if (type === 'CallExpression' && isRequire(callee) && Array.isArray(given)) yield* literal(given[0]);
  for (const part of Object.values(node)) yield* namesIn(part);
}

const isRequire = (callee: unknown): boolean =>
  typeof callee === 'object' &&
  callee !== null &&
  'name' in callee &&
  (callee.name === 'require' || callee.name === '__require');

function* literal(node: unknown): Iterable<string> {
  if (typeof node !== 'object' || node === null) return;
  if ('value' in node && typeof node.value === 'string') yield node.value;
  // Without a substitution: what is minified writes texts so.
  if ('quasis' in node && Array.isArray(node.quasis) && node.quasis.length === 1) yield node.quasis[0].value.cooked;
}

it('asks for nothing but its own files, Node and Electron: no node_modules ship', () => {
  const chunks = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const asked = new Set(chunks.flatMap((name) => [...namesIn(parseAst(readFileSync(join(folder, name), 'utf8')))]));
  const known = new Set(['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
  // Sees them, else it would find nothing whatever there is.
  expect([...asked]).toEqual(expect.arrayContaining(['electron', 'node:sqlite', 'fs']));
  expect([...asked].filter((name) => !known.has(name) && !/^\.\/[\w-]+\.js$/.test(name))).toEqual([]);
});
