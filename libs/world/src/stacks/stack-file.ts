import { basename, dirname } from 'node:path';

/** The stacks can't run here: the message says where, and what is wrong or not emulated. Not retryable. */
export class StackError extends Error {
  override readonly name = 'StackError';

  /** @param where - A file, a stack, or a stack and an address in it. */
  constructor(where: string, problem: string, options?: ErrorOptions) {
    super(`${where}: ${problem}`, options);
  }
}

/** A feature that works on AWS but not here, so running without it would mislead. */
export const notImitated = (where: string, what: string): StackError =>
  new StackError(where, `the local cloud does not imitate ${what}`);

/** A value of Terraform's JSON. */
export type Value = string | number | boolean | null | readonly Value[] | Body;

export interface Body {
  readonly [name: string]: Value;
}

/** A stack as the synth has written it. */
export interface SynthesizedFile {
  /** Absolute: `<folder of the stack>/cdk.tf.json`. */
  readonly path: string;
  readonly text: string;
}

/** One synthesized stack, its expressions not resolved yet. */
export interface StackFile {
  readonly name: string;
  /** Absolute; paths in the file are relative to it. */
  readonly folder: string;
  readonly region: string;
  /** By type, then by name. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly dataSources: Readonly<Record<string, Readonly<Record<string, Body>>>>;
}

/** Outputs are for people, the rest is for Terraform. */
const topLevel = ['//', 'terraform', 'provider', 'resource', 'data', 'output'];

/** Reads one stack's file. @throws {StackError} No JSON, or modules, variables and the like. */
export function readStackFile({ path, text }: SynthesizedFile): StackFile {
  const folder = dirname(path);
  const name = basename(folder);
  const content = parse(path, text);
  const other = Object.keys(content).find((key) => !topLevel.includes(key));
  if (other !== undefined) throw notImitated(name, `"${other}" blocks`);
  return {
    name,
    folder,
    region: regionOf(name, content['provider']),
    resources: (content['resource'] ?? {}) as StackFile['resources'],
    dataSources: (content['data'] ?? {}) as StackFile['dataSources'],
  };
}

function parse(path: string, text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch (cause) {
    throw new StackError(path, 'it can not be read as JSON. Synthesize the stacks again.', { cause });
  }
}

/** The one AWS provider's region. A second provider would be a second cloud. */
function regionOf(stack: string, providers: Value | undefined): string {
  const { aws = [], ...others } = (providers ?? {}) as { readonly aws?: readonly Body[] };
  const [other] = Object.keys(others);
  if (other !== undefined) throw notImitated(stack, `the provider "${other}"`);
  if (aws.length > 1) throw notImitated(stack, 'a second AWS provider');
  const region = aws[0]?.['region'];
  if (typeof region !== 'string') throw new StackError(stack, 'it has no AWS provider with a region');
  return region;
}
