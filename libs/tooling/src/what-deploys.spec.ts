import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { consumers, services } from '@pulso/contracts/naming';
import { type StageSettings } from '@pulso/infra/stages';

import { stacksInOrder } from '../deploy/deploy-order';
import { bundledFiles } from './testing/bundled-files';
import { prodAsShipped } from './testing/prod-as-shipped';
import { synthesizeStacks } from './testing/synthesize-stacks';

const root = join(__dirname, '../../..');
const [bot, dispatcher, queryWorker, aggregator, notifier] = services;
const stacks = stacksInOrder(root);

/** What esbuild puts into a stack's program and into the bundle that it deploys. */
const filesOf = new Map(
  stacks.map((stack) => [
    stack,
    [`infra/${stack}/src`, `apps/${stack}/src`]
      .filter((folder) => existsSync(join(root, folder)))
      .flatMap(bundledFiles),
  ]),
);

const stacksWith = (folder: string) =>
  stacks.filter((stack) => filesOf.get(stack)?.some((file) => file.startsWith(`${folder}/`))).sort();

const before = synthesizeStacks(prodAsShipped);

const nameIn = (text: string): string => JSON.parse(text).provider.aws[0].default_tags[0].tags.service;

describe('a stack is deployed when its JSON or its bundle is another one, so that a change', () => {
  it.each<readonly [what: string, folder: string, stacks: readonly string[]]>([
    ['of a handler', 'apps/bot/src', [bot]],
    ['of what the bot says', 'libs/domain/conversation', [bot]],
    ['of what the aggregator does', 'libs/domain/fan-in', [aggregator]],
    ['of the look of a report', 'libs/domain/report-rendering', [notifier]],
    ['of a question', 'libs/domain/reports', [aggregator, dispatcher]],
    ['of a contract of two services', 'libs/contracts/query-jobs', [dispatcher, queryWorker]],
    ['of an adapter', 'libs/adapters/ses', [notifier]],
    ['of a log line', 'libs/kit/logging', services],
    ['of the construct of queues', 'infra/constructs/queues', consumers.map(({ service }) => service)],
    ['of the construct of all stacks', 'infra/constructs/stack', stacks],
    ['of what specs of handlers share', 'libs/testing/handler-harness', []],
    ['of an emulator', 'libs/local', []],
    ['of the log engine', 'libs/logs-insights', []],
  ])('%s in %s can reach no other stacks', (_what, folder, expected) => {
    expect(stacksWith(folder)).toEqual([...expected].sort());
  });

  it('of specs, fixtures and fakes reaches none', () => {
    const files = [...filesOf.values()].flat();

    expect(files.filter((file) => /\.spec\.ts$|\/(testing|fixtures|golden)\//.test(file))).toEqual([]);
  });

  it.each<readonly [what: string, change: Partial<StageSettings>, stacks: readonly string[]]>([
    ['an admin', { bot: { ...prodAsShipped.bot, adminUserIds: [2] } }, [bot]],
    [
      'a chat id',
      { destinations: { owners: [{ type: 'telegram', chatId: '-2', showsProgress: false }] } },
      [dispatcher],
    ],
    ['who gets the alarms', { alerts: { emails: ['team@example.com'] } }, ['alerts']],
  ])('of %s reaches the stack that holds it alone', (_what, change, expected) => {
    const after = synthesizeStacks({ ...prodAsShipped, ...change });

    const changed = after.map(({ text }) => text).filter((text, index) => text !== before[index]?.text);
    expect(changed.map(nameIn)).toEqual(expected);
  });
});
