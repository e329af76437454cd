import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { logGroupName, resourceName } from '@pulso/contracts/envelope';
import { botTextsOf } from '@pulso/kit/texts';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { type Watch, type WatchLine, startWatch } from '../watch/start-watch';
import { said } from './run-scenario';
import { root } from './testing/at-root';

const personId = 6_006;

const { helpTitle } = botTextsOf('en');

/** Of the repository, what the bot is built from. */
const copied = [
  ...['apps/bot', 'infra', 'libs/adapters', 'libs/bundling', 'libs/contracts', 'libs/domain', 'libs/kit'],
  ...['nx.json', 'package.json', 'tsconfig.json', 'tsconfig.base.json'],
];

describe('an edit while the local cloud runs', () => {
  let folder: string;
  let cloud: LocalCloud;
  let watch: Watch;
  const lines: string[] = [];
  let onLine: () => void = () => undefined;

  const untilSaid = async (text: RegExp): Promise<void> => {
    while (!lines.some((line) => text.test(line))) await new Promise<void>((resolve) => (onLine = resolve));
  };

  const askForHelp = async (count: number): Promise<string | undefined> => {
    // Apart from the numbers that the bot's messages get.
    const updateId = 100 * count;
    cloud.botApi.pushUpdate(said({ updateId, atMs: cloud.clock.nowMs(), fromId: personId }).update);
    await cloud.clock.settle();
    return cloud.botApi.conversation
      .messagesOf(personId)
      .findLast(({ from }) => from === 'bot')
      ?.text.split('\n')[0];
  };

  const edit = (change: (source: string) => string): void => {
    const file = join(folder, 'libs/kit/texts/src/bot-texts-en.ts');
    lines.length = 0;
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-watch-'));
    for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    cloud = await startLocalCloud({ schedules: 'sweep-only' });
    watch = await startWatch({
      ...{ cloud, root: folder, services: ['bot'] },
      say: ({ text }: WatchLine) => {
        lines.push(text);
        onLine();
      },
    });
    await watch.ready;
  });

  afterAll(async () => {
    await watch.stop();
    await cloud.stop();
    rmSync(folder, { recursive: true });
  });

  it('is in the next answer, while queues, tables, logs and chats stay as they are', async () => {
    const sqs = new SQSClient(cloud.settings);
    const QueueName = resourceName('local', 'run-events-dlq');
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'still here' }));
    // The build has the very options of the target: what it makes at first is what runs.
    expect(lines).toEqual([]);
    const before = await askForHelp(1);

    edit((source) => source.replace(helpTitle, 'What is new here'));
    await untilSaid(/^bot: new code from the next event on/);
    const after = await askForHelp(2);

    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    sqs.destroy();
    expect([before, after]).toEqual([helpTitle, 'What is new here']);
    expect(Messages.map(({ Body }) => Body)).toEqual(['still here']);
    expect(cloud.botApi.conversation.messagesOf(personId)).toHaveLength(4);
    expect(requests().map(({ is_new_user }) => is_new_user)).toEqual([1, 0]);
  });

  it('that is broken leaves the old code running and says where, until it is mended', async () => {
    edit((source) => `${source}const = 1;\n`);
    await untilSaid(/old code goes on/);
    const printed = [...lines];
    const meanwhile = await askForHelp(3);

    edit((source) => source.replace('const = 1;\n', ''));
    await untilSaid(/^bot: built again, to the same code/);

    expect(printed).toEqual([
      expect.stringMatching(/^libs\/kit\/texts\/src\/bot-texts-en\.ts:\d+:7: Expected identifier/),
      'bot: the old code goes on running',
    ]);
    expect(meanwhile).toBe('What is new here');
  });

  const requests = (): { readonly is_new_user: number }[] =>
    [...cloud.logEvents()]
      .filter((event) => event.logGroupName === logGroupName('local', 'bot') && event.message.includes('"request"'))
      .map(({ message }) => JSON.parse(message));
});
