import { services } from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { type PulsoApp, type SynthesizedStack, synthesizeForSpec } from '@pulso/infra/constructs';
import { type StageSettings } from '@pulso/infra/stages';

import { type Body } from '../security-rules';

/** `prod` before its operator has written anything: documents describe it, and no operator can change it. */
export const prodAsShipped: StageSettings = {
  stage: 'prod',
  region: 'eu-central-1',
  accountId: '000000000000',
  telegramApiRoot: 'https://api.telegram.org',
  foreignLogGroups: [],
  logRetentionDays: 90,
  protectsData: true,
  tracing: 'Active',
  bot: { adminUserIds: [1], botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' } },
  destinations: { owners: [{ type: 'telegram', chatId: '-1000000000000', showsProgress: false }] },
  alerts: { emails: [] },
};

type Stack = new (app: PulsoApp, props: object) => { readonly service: string };

interface StackModule {
  readonly stack: Stack;
  /** Files of the bundle; empty here. */
  readonly lazyFiles: readonly string[];
}

/** Loads one of the stacks. They are programs, which no library imports, but specs check all of them. */
function loadStack(name: string): StackModule {
  const file = `../../../../../infra/${name}/src/${name}-stack`;
  const exported = jest.requireActual<Record<string, unknown>>(file);
  const [stack] = Object.entries(exported).flatMap(([key, value]) => (key.endsWith('Stack') ? [value] : []));
  if (stack === undefined) throw new Error(`${file}.ts exports no stack.`);
  return { stack: stack as Stack, lazyFiles: (exported['lazyFiles'] ?? []) as readonly string[] };
}

/** @returns Every stack of a stage, as its program synthesizes it, but with an empty bundle. */
export function synthesizeStacks(settings: StageSettings): readonly SynthesizedStack[] {
  const modules = [...services, 'alerts'].map(loadStack);
  const files = modules.flatMap(({ lazyFiles }) => lazyFiles);
  return modules.map(({ stack }) =>
    synthesizeForSpec((app, packageFolder) => new stack(app, { settings, packageFolder, catalogue }), files),
  );
}

/** A resource as it stands in a stack. */
export interface Resource {
  readonly type: string;
  /** A function's own name, else the resource's place in the stack. */
  readonly name: string;
  readonly body: Body;
}

interface StackFile {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly provider: { readonly aws: readonly Body[] };
}

/** @returns The resources of each stack of `prod` as shipped, without what an operator wrote there. */
export const shippedResources = (): readonly (readonly Resource[])[] =>
  synthesizeStacks(prodAsShipped).map(({ text }) => resourcesOf(text));

function resourcesOf(text: string): Resource[] {
  const { resource, provider } = JSON.parse(text) as StackFile;
  const resources = Object.entries(resource).flatMap(([type, bodies]) =>
    Object.entries(bodies).map(([place, body]) => ({ type, name: nameOf(body) ?? place, body })),
  );
  return [...resources, ...provider.aws.map((body) => ({ type: 'provider', name: 'aws', body }))];
}

/** Other resources refer to their function by this argument. */
const nameOf = ({ function_name: name }: Body): string | undefined =>
  typeof name === 'string' && !name.includes('${') ? name : undefined;
