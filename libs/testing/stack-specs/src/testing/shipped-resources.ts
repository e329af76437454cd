import { type Body } from '../rule';
import { prodAsShipped } from './prod-as-shipped';
import { synthesizeStacks } from './synthesize-stacks';

/** A resource as it stands in a stack. */
export interface Resource {
  readonly type: string;
  /** A function's own, otherwise the resource's place in the stack. */
  readonly name: string;
  readonly body: Body;
}

interface StackFile {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly provider: { readonly aws: readonly Body[] };
}

/** @returns The resources of each stack of the stage `prod` as shipped. What an operator has written there is theirs. */
export const shippedResources = (): readonly (readonly Resource[])[] =>
  synthesizeStacks(prodAsShipped).map(({ text }) => resourcesOf(text));

function resourcesOf(text: string): Resource[] {
  const { resource, provider } = JSON.parse(text) as StackFile;
  const resources = Object.entries(resource).flatMap(([type, bodies]) =>
    Object.entries(bodies).map(([place, body]) => ({ type, name: nameOf(body) ?? place, body })),
  );
  return [...resources, ...provider.aws.map((body) => ({ type: 'provider', name: 'aws', body }))];
}

/** Others refer to their function by this argument. */
const nameOf = ({ function_name: name }: Body): string | undefined =>
  typeof name === 'string' && !name.includes('${') ? name : undefined;
