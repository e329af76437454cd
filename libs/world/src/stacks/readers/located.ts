import { Arguments } from '../arguments';
import { type ResolvedResource } from '../stack-resolver';

/** A definition with the place where it was declared, for errors about several declarations. */
export interface Located<T> {
  readonly where: string;
  readonly value: T;
}

/** Reads every resource of a type with one reader. */
export function readAll<T>(
  resources: readonly ResolvedResource[],
  type: string,
  read: (parameters: Arguments, resource: ResolvedResource) => T,
): Located<T>[] {
  return resources
    .filter((resource) => resource.type === type)
    .map((resource) => ({
      where: resource.where,
      value: read(new Arguments(resource.where, resource.body), resource),
    }));
}

/** A function is named by its name or by its ARN. */
export const functionNameOf = (nameOrArn: string): string => nameOrArn.split(':function:').at(-1) ?? nameOrArn;

/** The ARN that was computed for the resource. */
export const arnIn = ({ attributes }: ResolvedResource): string => String(attributes['arn']);
