import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { UsageError } from '@pulso/adapters/node-runtime';

import { type Identity } from '../aws';
import { jsonIn } from '../command';

/** A value of Terraform's JSON. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | Body;

export interface Body {
  readonly [name: string]: Value;
}

/** A resource as a stack declares it, its references replaced. */
export interface Declared {
  /** The stack whose deploy restores it: `bot`. */
  readonly stack: string;
  readonly type: string;
  readonly body: Body;
}

type Resources = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** Stands for what only AWS knows: the start of an ARN or of a queue's address. */
const anything = '…';

/**
 * Reads the synthesized stacks of a stage: `<folder>/infra-<stack>/stacks/<stack>/cdk.tf.json`.
 *
 * @throws {UsageError} No stack was found.
 */
export function readStacks(folder: string, identity: Pick<Identity, 'accountId' | 'arn'>): Declared[] {
  const projects = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('infra-')) : [];
  const declared = projects.flatMap((project) => {
    const stack = project.replace('infra-', '');
    const file = join(folder, project, 'stacks', stack, 'cdk.tf.json');
    if (!existsSync(file)) return [];
    const { resource = {} } = JSON.parse(readFileSync(file, 'utf8')) as { readonly resource?: Resources };
    return declaredIn(resource, stack, identity);
  });
  if (declared.length > 0) return declared;
  throw new UsageError(`There are no synthesized stacks in ${folder}: npm run doctor makes them.`);
}

export function declaredIn(
  resources: Resources,
  stack: string,
  { accountId, arn }: Pick<Identity, 'accountId' | 'arn'>,
): Declared[] {
  const [, partition = 'aws'] = arn.split(':');
  const known: Readonly<Record<string, string>> = { partition, account_id: accountId, dns_suffix: 'amazonaws.com' };
  const lookUp = (reference: string): string => {
    const [type = '', name = '', attribute = ''] = reference.split('.');
    if (type === 'data') return known[reference.slice(reference.lastIndexOf('.') + 1)] ?? anything;
    const body = resources[type]?.[name] ?? {};
    const value = body[attribute];
    if (typeof value === 'string') return String(resolve(value));
    return attribute === 'arn' || attribute === 'url' ? `${anything}${resolve(nameIn(body))}` : anything;
  };
  const resolve = (value: Value): Value => {
    if (typeof value === 'string') return value.replace(/\$\{([^}]*)\}/g, (_, reference: string) => lookUp(reference));
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member)]));
  };
  return Object.entries(resources).flatMap(([type, named]) =>
    Object.values(named).map((body) => ({ stack, type, body: resolve(body) as Body })),
  );
}

/** @returns The resource's name in AWS. */
export const nameIn = (body: Body): string => String(body['function_name'] ?? body['alarm_name'] ?? body['name']);

/** The first value of a list, which Terraform writes without brackets if it is the only one. */
export const blockIn = (value: Value): Body => ((Array.isArray(value) ? value[0] : value) ?? {}) as Body;

/** Whether AWS has what a stack says. JSON texts are compared by content, addresses without their hosts. */
export function isSame(wanted: Value, found: Value): boolean {
  if (typeof wanted === 'string' && typeof found === 'string') return isSameText(wanted, found);
  if (typeof wanted !== 'object' || typeof found !== 'object' || !wanted || !found) return wanted === found;
  const [left, right] = [Object.entries(wanted), Object.entries(found)];
  return left.length === right.length && left.every(([key, value]) => isSame(value, (found as Body)[key]));
}

function isSameText(wanted: string, found: string): boolean {
  if (wanted === found) return true;
  if (/^[[{]/.test(wanted)) {
    const [left, right] = [jsonIn(wanted), jsonIn(found)] as [Value, Value];
    return left !== undefined && isSame(left, right);
  }
  if (/^https?:/.test(found) && URL.canParse(found)) {
    const pathOf = (address: string): string => new URL(address).pathname;
    return URL.canParse(wanted) ? pathOf(wanted) === pathOf(found) : found.endsWith(`/${wanted.slice(1)}`);
  }
  return wanted.startsWith(anything) && /[:/]/.test(found.at(-wanted.length) ?? '') && found.endsWith(wanted.slice(1));
}
