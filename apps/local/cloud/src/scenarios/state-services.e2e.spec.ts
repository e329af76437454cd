import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient, ListTagsOfResourceCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { GetParameterHistoryCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters } from '@pulso/contracts/naming';

import { type LocalCloud } from '../cloud/local-cloud';
import { sweepsFrom } from './run-scenario';
import { useStateFolder } from './testing/use-state-folder';

jest.setTimeout(60_000);

const startMs = Date.parse('2026-11-25T12:00:00Z');
const minuteMs = 60_000;
const { start, folder } = useStateFolder();

const clientsOf = ({ settings }: LocalCloud) => {
  const clients = {
    dynamoDb: new DynamoDBClient(settings),
    logs: new CloudWatchLogsClient(settings),
    ssm: new SSMClient(settings),
    ses: new SESv2Client(settings),
    lambda: new LambdaClient(settings),
  };
  return { ...clients, destroy: () => Object.values(clients).forEach((client) => client.destroy()) };
};

describe('the state of a local cloud', () => {
  it('keeps the tags of tables and log groups', async () => {
    const one = await start();
    const first = clientsOf(one);
    const { TableDescription } = await first.dynamoDb.send(
      new CreateTableCommand({
        TableName: 'own',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        Tags: [{ Key: 'team', Value: 'b' }],
      }),
    );
    await first.logs.send(new CreateLogGroupCommand({ logGroupName: '/own', tags: { team: 'c' } }));
    first.destroy();
    await one.stop();

    const other = await start();
    const again = clientsOf(other);
    const tags = [
      await again.dynamoDb.send(new ListTagsOfResourceCommand({ ResourceArn: TableDescription?.TableArn })),
      await again.logs.send(
        new ListTagsForResourceCommand({ resourceArn: 'arn:aws:logs:eu-central-1:000000000000:log-group:/own' }),
      ),
    ];
    again.destroy();

    expect(tags).toMatchObject([{ Tags: [{ Key: 'team', Value: 'b' }] }, { tags: { team: 'c' } }]);
  });

  it('keeps the history of parameters, and adds nothing to it', async () => {
    const one = await start({ startMs });
    const first = clientsOf(one);
    await first.ssm.send(new PutParameterCommand({ Name: '/own', Value: '1', Type: 'String' }));
    await first.ssm.send(new PutParameterCommand({ Name: '/own', Value: '2', Overwrite: true, Description: 'two' }));
    const token = { Name: parameterName('local', secretParameters.botToken), WithDecryption: true };
    const before = await first.ssm.send(new GetParameterHistoryCommand(token));
    first.destroy();
    await one.stop();

    const again = clientsOf(await start({ startMs: startMs + minuteMs }));
    const { Parameters } = await again.ssm.send(new GetParameterHistoryCommand({ Name: '/own' }));
    const after = await again.ssm.send(new GetParameterHistoryCommand(token));
    again.destroy();

    expect(Parameters).toMatchObject([
      { Version: 1, Value: '1' },
      { Version: 2, Value: '2', Description: 'two' },
    ]);
    expect(after.Parameters).toEqual(before.Parameters);
    expect(after.Parameters).toHaveLength(1);
  });

  it('keeps e-mail in its folder, and how much was sent on the last day', async () => {
    const schedules = sweepsFrom(startMs + 25 * 60 * minuteMs);
    const one = await start({ startMs, schedules });
    const first = clientsOf(one);
    await first.ses.send(
      new SendEmailCommand({
        FromEmailAddress: 'a@example.com',
        Destination: { ToAddresses: ['b@example.com'] },
        Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'text' } } } },
      }),
    );
    first.destroy();
    await one.stop();

    const other = await start({ startMs: startMs + minuteMs, schedules });
    const again = clientsOf(other);
    const lately = await again.ses.send(new GetAccountCommand({}));
    await other.clock.runUntil(startMs + 24 * 60 * minuteMs + minuteMs);
    const later = await again.ses.send(new GetAccountCommand({}));
    again.destroy();

    const [mail = '', ...others] = readdirSync(join(folder.state(), 'mail'));
    expect(others).toEqual([]);
    expect(readFileSync(join(folder.state(), 'mail', mail), 'utf8')).toContain('Subject: Hello');
    expect(lately.SendQuota?.SentLast24Hours).toBe(1);
    expect(later.SendQuota?.SentLast24Hours).toBe(0);
  });

  it('goes on with asynchronous events that were to be repeated', async () => {
    const one = await start({ startMs });
    const first = clientsOf(one);
    await first.lambda.send(
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
});

/** Request ids of the dispatcher's invocations. */
const attemptsOf = (cloud: LocalCloud): unknown[] =>
  [...cloud.logEvents()]
    .filter(({ logGroupName, message }) => logGroupName.endsWith('dispatcher') && message.includes('"platform.start"'))
    .map(({ message }) => (JSON.parse(message) as { record: { requestId: string } }).record.requestId);
