import * as z from 'zod';

import { type ResolvedResource } from './resolve-stack';
import { StackError } from './stack-file';

/** A resource's values with its place, for errors about several declarations. */
export interface Located<T> {
  readonly where: string;
  readonly value: T;
}

/**
 * Reads every resource of a type: `shape` names the arguments that our constructs write and their types, and every other
 * one stops the start, with its address. Of what AWS computes it gives the ARN, and a queue's URL.
 *
 * @throws {StackError} Names each argument that is missing, of another type or not imitated.
 */
export const readAll = <Shape extends z.ZodRawShape, T>(
  resources: readonly ResolvedResource[],
  type: string,
  shape: Shape,
  read: (given: z.output<z.ZodObject<Shape>>, resource: ResolvedResource & { readonly arn: string }) => T,
): Located<T>[] =>
  resources
    .filter((resource) => resource.type === type)
    .map((resource) => {
      const { where, body, computed } = resource;
      const { data, error } = z.strictObject(shape).safeParse(body);
      if (!data) throw new StackError(where, (error?.issues ?? []).map(problemOf).join('; '));
      return { where, value: read(data, { ...resource, arn: computed.arn ?? '' }) };
    });

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${[...issue.path, key].join('.')}"`);
    return `the local cloud does not imitate the argument ${names.join(', ')}`;
  }
  return `"${issue.path.join('.')}": ${issue.message}`;
}

/** A text that holds JSON of this shape. */
export const json = <T>(shape: z.ZodType<T>) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('it must be JSON');
        return z.NEVER;
      }
    })
    .pipe(shape);

export const texts = z.array(z.string());

export const textMap = z.record(z.string(), z.string());

/** A function is named by its name or by its ARN. */
export const functionNameOf = (nameOrArn: string): string => nameOrArn.split(':function:').at(-1) ?? nameOrArn;
