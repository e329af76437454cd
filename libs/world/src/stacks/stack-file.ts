import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { StackFileError, UnsupportedDeclarationError } from './errors';
import { type Value, isObjectValue } from './value';

/** One resource or data source as it stands in the file, with its expressions. */
export interface Declaration {
  readonly type: string;
  readonly body: Readonly<Record<string, Value>>;
}

/** One synthesized stack, not resolved yet. */
export interface StackFile {
  readonly name: string;
  /** Absolute; paths in the file are relative to it. */
  readonly folder: string;
  readonly region: string;
  /** By address: `aws_sqs_queue.jobs` and `data.aws_region.here`. */
  readonly resources: ReadonlyMap<string, Declaration>;
  readonly dataSources: ReadonlyMap<string, Declaration>;
}

/** Outputs tell a person something, the rest is for Terraform itself. */
const topLevel = ['//', 'terraform', 'provider', 'resource', 'data', 'output'];

/**
 * Finds the files of all stacks below a folder of synthesized projects.
 *
 * @param outDir - Holds one folder per project: `<project>/stacks/<stack>/cdk.tf.json`.
 * @returns Absolute paths, sorted; empty when nothing has been synthesized.
 */
export function findStackFiles(outDir: string): string[] {
  const projects = foldersIn(resolve(outDir));
  const stacks = projects.flatMap((project) => foldersIn(join(project, 'stacks')));
  return stacks.map((stack) => join(stack, 'cdk.tf.json')).filter((file) => existsSync(file));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort();
}

/**
 * Reads one stack's file.
 *
 * @throws {StackFileError} Missing, no JSON or not of Terraform's shape. Not retryable.
 * @throws {UnsupportedDeclarationError} Modules, variables and the like. Not retryable.
 */
export function readStackFile(file: string): StackFile {
  const folder = dirname(resolve(file));
  const name = basename(folder);
  const content = parse(file);
  for (const key of Object.keys(content)) {
    if (!topLevel.includes(key)) throw new UnsupportedDeclarationError(name, `"${key}" blocks`);
  }
  return {
    name,
    folder,
    region: regionOf(file, name, content['provider']),
    resources: declarations(file, content['resource'], ''),
    dataSources: declarations(file, content['data'], 'data.'),
  };
}

function parse(file: string): Readonly<Record<string, Value>> {
  let content: Value;
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as Value;
  } catch (cause) {
    throw new StackFileError(file, 'can not be read as JSON', { cause });
  }
  if (!isObjectValue(content)) throw new StackFileError(file, 'holds no JSON object');
  return content;
}

function declarations(file: string, value: Value | undefined, prefix: string): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const [type, instances] of Object.entries(section(file, value))) {
    for (const [name, body] of Object.entries(section(file, instances))) {
      found.set(`${prefix}${type}.${name}`, { type, body: section(file, body) });
    }
  }
  return found;
}

function section(file: string, value: Value | undefined): Readonly<Record<string, Value>> {
  if (value === undefined) return {};
  if (isObjectValue(value)) return value;
  throw new StackFileError(file, `has ${JSON.stringify(value)?.slice(0, 40)} where an object should be`);
}

/** The one AWS provider's region. A second provider would be a second cloud. */
function regionOf(file: string, stack: string, providers: Value | undefined): string {
  const { aws, ...others } = section(file, providers);
  const [other] = Object.keys(others);
  if (other !== undefined) throw new UnsupportedDeclarationError(stack, `the provider "${other}"`);
  const list = (Array.isArray(aws) ? aws : [aws]) as readonly (Value | undefined)[];
  const [provider] = list;
  if (list.length > 1) throw new UnsupportedDeclarationError(stack, 'a second AWS provider');
  const region = isObjectValue(provider) ? provider['region'] : undefined;
  if (typeof region !== 'string') throw new StackFileError(file, 'has no AWS provider with a region');
  return region;
}
