import { type PulsoApp, type SynthesizedStack, synthesizeForSpec } from '@pulso/infra/constructs/stack';
import { alertSettings } from '@pulso/infra/stages/alerts';
import { knownStages } from '@pulso/infra/stages/base';
import { botSettings } from '@pulso/infra/stages/bot';
import { chatSettings } from '@pulso/infra/stages/chats';
import { postSettings } from '@pulso/infra/stages/posts';
import { catalogue } from '@pulso/reports';

type Stack = new (app: PulsoApp, props: object) => { readonly service: string };

/** Stacks are programs, which no library imports; what is asked of all of them together needs them all. */
const { BotStack } = jest.requireActual<{ BotStack: Stack }>('../../../../infra/bot/src/bot-stack');
const { QueryWorkerStack } = jest.requireActual<{ QueryWorkerStack: Stack }>(
  '../../../../infra/query-worker/src/query-worker-stack',
);
const { AggregatorStack } = jest.requireActual<{ AggregatorStack: Stack }>(
  '../../../../infra/aggregator/src/aggregator-stack',
);
const { NotifierStack, lazyFiles } = jest.requireActual<{ NotifierStack: Stack; lazyFiles: readonly string[] }>(
  '../../../../infra/notifier/src/notifier-stack',
);
const { DispatcherStack } = jest.requireActual<{ DispatcherStack: Stack }>(
  '../../../../infra/dispatcher/src/dispatcher-stack',
);
const { reportingSettings } = jest.requireActual<{ reportingSettings: (...parts: readonly object[]) => object }>(
  '../../../../infra/dispatcher/src/reporting-settings',
);
const { AlertsStack } = jest.requireActual<{ AlertsStack: Stack }>('../../../../infra/alerts/src/alerts-stack');

/** @returns Every stack of the stage `local`, as its program synthesizes it but for the bundle, which is empty. */
export function synthesizeStacks(): readonly SynthesizedStack[] {
  const settings = knownStages.local;
  const build = (stack: Stack, props: object = {}) =>
    synthesizeForSpec((app, packageFolder) => new stack(app, { settings, packageFolder, ...props }), lazyFiles);
  return [
    build(BotStack, { bot: botSettings.local }),
    build(DispatcherStack, {
      settings: reportingSettings(settings, chatSettings.local, postSettings.local),
      catalogue,
    }),
    build(QueryWorkerStack),
    build(AggregatorStack, { catalogue }),
    build(NotifierStack, { posts: postSettings.local }),
    build(AlertsStack, { alerts: alertSettings.local }),
  ];
}
