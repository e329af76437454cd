import { type Service, services } from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { type PulsoApp, type SynthesizedStack, synthesizeForSpec } from '@pulso/infra/constructs';
import { type StageSettings } from '@pulso/infra/stages';

type Stack = new (app: PulsoApp, props: object) => { readonly service: string };

/** Stacks are programs, which no library imports; what is asked of all of them together needs them all. */
const { AggregatorStack } = jest.requireActual<{ AggregatorStack: Stack }>(
  '../../../../../infra/aggregator/src/aggregator-stack',
);
const { NotifierStack, lazyFiles } = jest.requireActual<{ NotifierStack: Stack; lazyFiles: readonly string[] }>(
  '../../../../../infra/notifier/src/notifier-stack',
);
const { lazyFiles: lazyFilesOfBot } = jest.requireActual<{ lazyFiles: readonly string[] }>(
  '../../../../../infra/bot/src/bot-stack',
);
const { DispatcherStack } = jest.requireActual<{ DispatcherStack: Stack }>(
  '../../../../../infra/dispatcher/src/dispatcher-stack',
);
const { AlertsStack } = jest.requireActual<{ AlertsStack: Stack }>('../../../../../infra/alerts/src/alerts-stack');

/** Services whose stacks take more than the settings of the stage. */
const takeMore: ReadonlySet<Service> = new Set<Service>(['dispatcher', 'aggregator', 'notifier']);

/** @returns The stack of a service, by the names that every one has. */
function stackOf(service: Service): Stack {
  const name = `${service}-stack`.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  const stacks = jest.requireActual<Record<string, Stack>>(`../../../../../infra/${service}/src/${service}-stack`);
  const stack = stacks[name];
  if (!stack) throw new Error(`infra/${service}/src/${service}-stack.ts exports no ${name}.`);
  return stack;
}

/** @returns Every stack of a stage, as its program synthesizes it but for the bundle, which is empty. */
export function synthesizeStacks(settings: StageSettings): readonly SynthesizedStack[] {
  const build = (stack: Stack, props: object = {}) =>
    synthesizeForSpec(
      (app, packageFolder) => new stack(app, { settings, packageFolder, ...props }),
      [...lazyFiles, ...lazyFilesOfBot],
    );
  return [
    build(DispatcherStack, { catalogue }),
    ...services.filter((service) => !takeMore.has(service)).map((service) => build(stackOf(service))),
    build(AggregatorStack, { catalogue }),
    build(NotifierStack),
    build(AlertsStack),
  ];
}
