import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';

import { LocalCloudError } from '../cloud/errors';
import { type LocalCloud } from '../cloud/local-cloud';
import { stateParts } from '../state/state-file';
import { useStateFolder } from './testing/use-state-folder';

jest.setTimeout(60_000);

const startMs = Date.parse('2026-11-25T12:00:00Z');

const { start, folder } = useStateFolder();

const request = (updateId: number, atMs: number) => ({
  update_id: updateId,
  message: {
    message_id: updateId,
    date: Math.floor(atMs / 1000),
    chat: { id: 42, type: 'private', first_name: 'Ada' },
    from: { id: 42, is_bot: false, first_name: 'Ada' },
    text: '/help',
  },
});

const usageOf = (cloud: LocalCloud): { isNew: unknown; user: unknown }[] =>
  [...cloud.logEvents()]
    .filter(({ message }) => message.startsWith('{') && message.includes('"event":"request"'))
    .map(({ message }) => JSON.parse(message) as Record<string, unknown>)
    .map(({ is_new_user: isNew, user }) => ({ isNew, user }));

/** What a local cloud has kept in which nothing has happened. */
let kept: string | undefined;

/** Puts it into the folder of this test. The first one that needs it has a local cloud make it. */
async function keepState(): Promise<string> {
  if (kept === undefined) {
    await (await start()).stop();
    kept = readFileSync(folder.file(), 'utf8');
  }
  mkdirSync(folder.state(), { recursive: true, mode: 0o700 });
  writeFileSync(folder.file(), kept);
  return kept;
}

describe('a local cloud with a folder for its state', () => {
  it('goes on in the next run with queues, tables, logs, keys and secrets as they were', async () => {
    const one = await start({ startMs });
    const [sqs, dynamoDb, logs] = [
      new SQSClient(one.settings),
      new DynamoDBClient(one.settings),
      new CloudWatchLogsClient(one.settings),
    ];
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'own' }));
    for (const [MessageBody, DelaySeconds] of [
      ['done', 0],
      ['in flight', 0],
      ['waiting', 0],
      ['delayed', 900],
    ] as const) {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
    }
    const [done] = (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? [];
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: done?.ReceiptHandle }));
    await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 600 }));
    await dynamoDb.send(
      new CreateTableCommand({
        TableName: 'own',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await dynamoDb.send(new PutItemCommand({ TableName: 'own', Item: { id: { S: 'ü' }, n: { N: '1' } } }));
    const stream = { logGroupName: '/own', logStreamName: 's' };
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/own' }));
    await logs.send(new CreateLogStreamCommand(stream));
    const logEvents = [{ timestamp: startMs, message: 'a line\nand another \u2028 one' }];
    await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
    one.botApi.pushUpdate(request(1, startMs));
    await one.clock.settle();
    await one.stop();
    for (const client of [sqs, dynamoDb, logs]) client.destroy();

    const other = await start({ startMs: startMs + 20 * 60_000 });
    other.botApi.pushUpdate(request(2, startMs + 20 * 60_000));
    await other.clock.settle();
    const settings = { ...other.settings, credentials: one.settings.credentials };
    const [sqsAgain, dynamoDbAgain, logsAgain] = [
      new SQSClient(settings),
      new DynamoDBClient(settings),
      new CloudWatchLogsClient(settings),
    ];
    const { QueueUrl: again } = await sqsAgain.send(new GetQueueUrlCommand({ QueueName: 'own' }));
    const received = await sqsAgain.send(
      new ReceiveMessageCommand({
        QueueUrl: again,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    const item = await dynamoDbAgain.send(new GetItemCommand({ TableName: 'own', Key: { id: { S: 'ü' } } }));
    const events = await logsAgain.send(new GetLogEventsCommand({ ...stream, startFromHead: true }));
    for (const client of [sqsAgain, dynamoDbAgain, logsAgain]) client.destroy();

    expect(
      Object.fromEntries(
        received.Messages?.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount]) ?? [],
      ),
    ).toEqual({ 'in flight': '2', waiting: '1', delayed: '1' });
    expect(item.Item).toEqual({ id: { S: 'ü' }, n: { N: '1' } });
    expect(events.events).toMatchObject(logEvents);
    expect(other.webhookSecret).toBe(one.webhookSecret);
    expect(other.botToken).toBe(one.botToken);
    const [first, second, ...others] = usageOf(other);
    expect([first?.isNew, second?.isNew, others]).toEqual([1, 0, []]);
    expect(second?.user).toBe(first?.user);
    expect([one.faults, other.faults]).toEqual([[], []]);
  });

  it('keeps its folder to its user, and leaves no lock and nothing unfinished in it', async () => {
    const cloud = await start();
    writeFileSync(`${folder.file()}.999.tmp`, 'unfinished');
    await cloud.stop();
    const next = await start();
    await next.stop();

    expect(readdirSync(folder.state())).toEqual(['state.ndjson']);
    expect(statSync(folder.file()).mode & 0o777).toBe(0o600);
    expect(statSync(folder.state()).mode & 0o777).toBe(0o700);
  });

  it('refuses a folder that another one has, and takes over the lock of one that was killed', async () => {
    const one = await start();
    await expect(start()).rejects.toThrow(
      `Another local cloud, process ${process.pid}, keeps its state in ${folder.state()}.`,
    );
    await one.stop();
    writeFileSync(join(folder.state(), 'lock'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));

    await expect(start()).resolves.toBeDefined();
  });

  it.each<[string, RegExp, (text: string) => string]>([
    ['is cut', /ends too early, after line \d+/, (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)],
    ['is cut within a line', /line \d+ is damaged/, (text) => text.slice(0, -30)],
    ['is empty', /it is empty/, () => ''],
    ['has lost a line', /its digest is another one/, (text) => text.replace(/\n[^\n]+\n/, '\n')],
    [
      'has another letter',
      /its digest is another one/,
      (text) => text.replace('VisibilityTimeout', 'visibilityTimeout'),
    ],
    ['goes on', /it goes on after its end/, (text) => `${text}{}\n`],
    ['has an unknown part', /line 2 is damaged/, (text) => text.replace('\n["cloud",', '\n["clown",')],
    [
      'is of the version before',
      /written by another version \(2; this one reads 3\).*Give another folder with --state, or remove this file/,
      (text) => text.replace('"version":3', '"version":2'),
    ],
    ['has a part of another kind', /line 2 is damaged/, (text) => text.replace('\n["cloud",', '\n["constructor",')],
    ['is something else', /it is no state of a local cloud/, () => '{"name":"pulso"}\n'],
    ['is no JSON', /line 1 is damaged/, () => 'hello\n'],
  ])('refuses a file that %s, in words, and leaves the folder free', async (_, message, damage) => {
    const whole = await keepState();
    writeFileSync(folder.file(), damage(whole));

    const refused = start();

    await expect(refused).rejects.toThrow(LocalCloudError);
    await expect(refused).rejects.toThrow(message);
    expect(readdirSync(folder.state())).toEqual(['state.ndjson']);
  });

  it('takes a file that it has refused once it is whole again', async () => {
    const whole = await keepState();
    writeFileSync(folder.file(), whole.slice(0, -30));
    await expect(start()).rejects.toThrow(LocalCloudError);

    writeFileSync(folder.file(), whole);

    await expect(start()).resolves.toBeDefined();
  });

  it('refuses records of another form behind the right digest, in words, and keeps the file', async () => {
    await (await start()).stop();
    const lines = readFileSync(folder.file(), 'utf8').trimEnd().split('\n').slice(0, -1);
    const refusals: unknown[] = [];

    for (const part of stateParts) {
      const others = lines.filter((line) => !line.startsWith(`["${part}",`));
      const text = [...others, `["${part}",{"x":1}]`].map((line) => `${line}\n`).join('');
      const file = `${text}${JSON.stringify({ sha256: createHash('sha256').update(text).digest('hex') })}\n`;
      writeFileSync(folder.file(), file);
      const refusal: unknown = await start().catch((error: unknown) => error);
      refusals.push([part, refusal instanceof LocalCloudError ? refusal.message : refusal]);
      expect(readdirSync(folder.state())).toEqual(['state.ndjson']);
      expect(readFileSync(folder.file(), 'utf8')).toBe(file);
    }

    expect(refusals).toEqual(
      stateParts.map((part) => [
        part,
        expect.stringMatching(
          `^The state in .*state.ndjson can't be used: what it keeps of ${part} has a form that is unknown here .record 1: .* Give another folder`,
        ),
      ]),
    );
  });

  it('lets no time go back', async () => {
    await (await start({ startMs: startMs + 60_000 })).stop();

    await expect(start({ startMs })).rejects.toThrow(/time does not go back\. Give a later time with --at/);
    expect(readdirSync(folder.state())).toEqual(['state.ndjson']);
  });

  it('refuses a folder that is none', async () => {
    writeFileSync(folder.state(), 'a file');

    await expect(start()).rejects.toThrow(/can't be used for a state: .*state is no folder/);
  });
});
