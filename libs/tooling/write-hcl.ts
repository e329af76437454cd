/**
 * Writes the synthesized stacks as HCL, for scanners: Checkov 3.3.30 parses none of their JSON (it stops at
 * `required_version`), and Trivy 0.74 overlooks nested blocks in it. Nothing is deployed from what this writes.
 *
 * Usage, after `npm run synth`: node libs/tooling/write-hcl.ts FOLDER
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Objects that are arguments. JSON writes a block just so, and only the provider's schema tells which is which. */
const maps = ['dimensions', 'tags', 'variables'];

/** What a stack's JSON consists of. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Body = Readonly<Record<string, Json>>;

/** As synthesized, as far as it is written here. */
export interface StackJson {
  readonly provider?: Readonly<Record<string, readonly Body[]>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
}

const isBlock = (name: string, value: Json): boolean =>
  typeof value === 'object' && !maps.includes(name) && (!Array.isArray(value) || typeof value[0] === 'object');

/** Where the expression ends that begins here. Braces in its texts come in pairs. */
function endOfExpression(text: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}' && (depth -= 1) === 0) return at + 1;
  }
  throw new Error(`An expression does not end: ${text.slice(start)}`);
}

/** A text's escapes, with the expressions in it as they are. */
function escaped(text: string): string {
  const start = text.indexOf('${');
  const literal = JSON.stringify(start < 0 ? text : text.slice(0, start)).slice(1, -1);
  if (start < 0) return literal;
  const end = endOfExpression(text, start);
  return literal + text.slice(start, end) + escaped(text.slice(end));
}

function valueOf(value: Json): string {
  if (typeof value === 'string') return `"${escaped(value)}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map(valueOf).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([name, child]) => `"${name}" = ${valueOf(child)}`)
    .join(', ')} }`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const bodyOf = (body: Body): string =>
  Object.entries(body)
    .filter(([name]) => name !== '//')
    .flatMap(([name, value]) =>
      isBlock(name, value)
        ? [value].flat().map((child) => blockOf(name, child as Body))
        : [`${name} = ${valueOf(value)}\n`],
    )
    .join('');

const blockOf = (head: string, body: Body): string => `${head} {\n${bodyOf(body)}}\n`;

/**
 * @param stack - A `cdk.tf.json`.
 * @returns Its providers, data sources and resources as HCL.
 */
export function hclOf({ provider = {}, data = {}, resource = {} }: StackJson): string {
  const providers = Object.entries(provider).flatMap(([name, bodies]) =>
    bodies.map((body) => [`provider "${name}"`, body] as const),
  );
  const others = Object.entries({ data, resource }).flatMap(([kind, types]) =>
    Object.entries(types).flatMap(([type, bodies]) =>
      Object.entries(bodies).map(([name, body]) => [`${kind} "${type}" "${name}"`, body] as const),
    ),
  );
  return [...providers, ...others].map(([head, body]) => blockOf(head, body)).join('\n');
}

function writeHcl(folder: string): void {
  const stacks = resolve(import.meta.dirname, '../../dist/tf');
  const files = readdirSync(stacks, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('cdk.tf.json'),
  );
  for (const file of files) {
    const target = join(folder, dirname(file), 'cdk.tf');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, hclOf(JSON.parse(readFileSync(join(stacks, file), 'utf8'))));
  }
  process.stdout.write(`${files.length} stacks written below ${folder}\n`);
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Name the folder to write into.');
  writeHcl(folder);
}
