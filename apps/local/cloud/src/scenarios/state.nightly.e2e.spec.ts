import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
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

import { type LocalCloud } from '../cloud/local-cloud';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

import { LocalCloudError } from '../errors';
import { stateParts } from '../state/state-file';
import { said, sweepsFrom } from './run-scenario';
import { useStateFolder } from './testing/use-state-folder';

jest.setTimeout(60_000);

const startMs = Date.parse('2026-11-25T12:00:00Z');
const minuteMs = 60_000;

const { start, folder } = useStateFolder();

const request = (updateId: number, atMs: number) => said({ updateId, atMs, fromId: 42 }).update;

const usageOf = (cloud: LocalCloud): { isNew: unknown; user: unknown }[] =>
  [...cloud.logEvents()]
    .filter(({ message }) => message.startsWith('{') && message.includes('"event":"request"'))
    .map(({ message }) => JSON.parse(message) as Record<string, unknown>)
    .map(({ is_new_user: isNew, user }) => ({ isNew, user }));

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

  it('keeps e-mail in its folder, and how much was sent on the last day', async () => {
    const schedules = sweepsFrom(startMs + 25 * 60 * minuteMs);
    const one = await start({ startMs, schedules });
    const first = new SESv2Client(one.settings);
    await first.send(
      new SendEmailCommand({
        FromEmailAddress: 'a@example.com',
        Destination: { ToAddresses: ['b@example.com'] },
        Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'text' } } } },
      }),
    );
    first.destroy();
    await one.stop();

    const other = await start({ startMs: startMs + minuteMs, schedules });
    const again = new SESv2Client(other.settings);
    const lately = await again.send(new GetAccountCommand({}));
    await other.clock.runUntil(startMs + 24 * 60 * minuteMs + minuteMs);
    const later = await again.send(new GetAccountCommand({}));
    again.destroy();

    const [mail = '', ...others] = readdirSync(join(folder.state(), 'mail'));
    expect(others).toEqual([]);
    expect(readFileSync(join(folder.state(), 'mail', mail), 'utf8')).toContain('Subject: Hello');
    expect(lately.SendQuota?.SentLast24Hours).toBe(1);
    expect(later.SendQuota?.SentLast24Hours).toBe(0);
  });

  it('goes on with asynchronous events that were to be repeated', async () => {
    const one = await start({ startMs });
    const first = new LambdaClient(one.settings);
    await first.send(
      new InvokeCommand({ FunctionName: 'pulso-local-dispatcher', InvocationType: 'Event', Payload: '{"no":"run"}' }),
    );
    await one.clock.settle();
    const before = attemptsOf(one);
    first.destroy();
    await one.stop();

    const other = await start({ startMs: startMs + 30_000 });
    await other.clock.runUntil(startMs + 10 * minuteMs);

    const after = attemptsOf(other);
    expect(before).toHaveLength(1);
    expect(after.length).toBeGreaterThan(1);
    expect(new Set(after)).toEqual(new Set(before));
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
});

/** Request ids of the dispatcher's invocations. */
const attemptsOf = (cloud: LocalCloud): unknown[] =>
  [...cloud.logEvents()]
    .filter(({ logGroupName, message }) => logGroupName.endsWith('dispatcher') && message.includes('"platform.start"'))
    .map(({ message }) => (JSON.parse(message) as { record: { requestId: string } }).record.requestId);
