/** Proves that what expressions refer to exists and has that attribute. */
import { createRequire } from 'node:module';

import { getReferencesInExpression } from '@cdktn/hcl2json';

import { type Declaration, type Declared, type Edge, type Stack, stringsOf } from './declarations.ts';

/** By name, since only some of hundreds are needed. */
const requireBinding = createRequire(import.meta.filename);

/** A generated class. */
interface Binding {
  readonly tfResourceType?: string;
  readonly prototype: object;
}

/** Blocks whose strings are expressions. */
const blocks = ['resource', 'data', 'output', 'provider', 'locals'];

/** Roots of references that name no resource. */
const otherRoots = ['var', 'local', 'each', 'count', 'path', 'self', 'terraform', 'module'];

const toCamelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The generated binding of a type: it knows the type's attributes. */
function bindingOf({ type, isData }: Declaration): Binding | undefined {
  const folder = `${isData ? 'data-aws-' : ''}${type.replace(/^aws_/, '').replaceAll('_', '-')}`;
  try {
    const exported: Record<string, Binding | undefined> = requireBinding(`@cdktn/provider-aws/lib/${folder}`);
    return Object.values(exported).find((candidate) => candidate?.tfResourceType === type);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes(code)) return undefined;
    throw error;
  }
}

/** Attributes are getters; those that end in `Input` are the bindings' own. */
function hasAttribute(binding: Binding, attribute: string): boolean {
  const name = toCamelCase(attribute);
  return !name.endsWith('Input') && Boolean(Object.getOwnPropertyDescriptor(binding.prototype, name)?.get);
}

/** @returns The address that the reference points to, or a problem. */
function checkReference(
  reference: string,
  declared: Declared,
): { readonly address?: string; readonly problem?: string } {
  const parts = reference.split('.');
  if (otherRoots.includes(parts[0] ?? '')) return {};
  const length = parts[0] === 'data' ? 3 : 2;
  const address = parts.slice(0, length).join('.');
  const owner = declared.get(address);
  if (!owner) return { problem: `refers to ${address}, which is not declared` };
  // An index, as in aws_x.y[0].arn, comes before the attribute.
  const attribute = parts.slice(length).find((part) => !/^(\d+|\*)$/.test(part));
  if (attribute === undefined) return { address };
  const binding = bindingOf(owner);
  if (!binding) return { address, problem: `refers to ${address}, whose type the AWS provider does not have` };
  if (!hasAttribute(binding, attribute)) {
    return { address, problem: `refers to ${address}.${attribute}, an attribute that ${owner.type} does not have` };
  }
  return { address };
}

/** In a quoted text with a line break hcl2json reads a heredoc, which is how Terraform reads JSON strings. */
export const referencesIn = async (text: string): Promise<string[]> =>
  (await getReferencesInExpression('cdk.tf.json', `"${text}\n"`)).map(({ value }) => value);

/** `resource.aws_x.y.policy` belongs to `aws_x.y`. */
function ownerOf(path: string): string | undefined {
  const [block, type, name] = path.split('.');
  if (block === 'resource') return `${type}.${name}`;
  return block === 'data' ? `data.${type}.${name}` : undefined;
}

/**
 * @param edges - Receives who refers to whom.
 * @returns Problems with their paths.
 */
export async function checkReferences(stack: Stack, declared: Declared, edges: Edge[]): Promise<string[]> {
  const problems: string[] = [];
  for (const block of blocks) {
    for (const [path, text] of stringsOf(stack[block], block)) {
      if (!/[$%]\{/.test(text)) continue;
      try {
        const owner = ownerOf(path);
        for (const reference of await referencesIn(text)) {
          const { address, problem } = checkReference(reference, declared);
          if (problem) problems.push(`${path}: ${problem}`);
          else if (address && owner) edges.push([owner, address]);
        }
      } catch (error) {
        problems.push(`${path}: is no valid expression: ${String((error as Error).message).split('\n')[0]}`);
      }
    }
  }
  return problems;
}
