import {
  CloudWatchLogsClient,
  DescribeQueriesCommand,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
  paginateGetLogEvents,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { paginateDescribeParameters, SSMClient } from '@aws-sdk/client-ssm';

import { createDynamoDbService } from './dynamodb/create-dynamodb-service';
import { createLogsService } from './logs/create-logs-service';
import { localAccountId } from './service';
import { createSqsService } from './sqs/create-sqs-service';
import { createSsmService } from './ssm/create-ssm-service';
import { queueDefinition, tableDefinition } from './testing/definitions';
import { startTestCloud, type TestCloud, testRegion as region, testStartMs } from './testing/start-test-cloud';

const names = ['a', 'b', 'c'];

/** Collects the items of all pages, and checks that none has more than one. */
async function walk<Page>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => readonly unknown[] | undefined) {
  const found: unknown[] = [];
  for await (const page of pages) {
    const items = itemsOf(page) ?? [];
    expect(items.length).toBeLessThanOrEqual(1);
    found.push(...items);
  }
  return found;
}

describe('a list that is asked for in pages of one', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => {
      const courseOf = () => ({ scheduledMs: 1, runningMs: 1, end: 'Complete' as const });
      const logs = createLogsService({ clock, region, accountId: localAccountId, courseOf });
      const dynamoDb = createDynamoDbService({ clock, region });
      const sqs = createSqsService({ clock, region });
      const declared = names.map((name) => ({ name, type: 'String' as const, value: 'x' }));
      const ssm = createSsmService({ clock, region, declared });
      for (const name of names) {
        logs.store.createLogGroup(name);
        logs.store.append('a', name, [{ timestamp: testStartMs, message: name }]);
        logs.store.append('a', 'a', [{ timestamp: testStartMs, message: name }]);
      }
      dynamoDb.createTables(names.map((name) => tableDefinition(name)));
      sqs.createQueues(names.map((name) => queueDefinition(name)));
      return [logs, dynamoDb, sqs, ssm];
    });
  });
  afterEach(() => cloud.stop());

  const one = <Client>(client: Client) => ({ client, pageSize: 1 });

  it('is whole: queues, tables and parameters', async () => {
    const queues = paginateListQueues(one(new SQSClient(cloud.clientConfig)), {});
    const tables = paginateListTables(one(new DynamoDBClient(cloud.clientConfig)), {});
    const parameters = paginateDescribeParameters(one(new SSMClient(cloud.clientConfig)), {});

    expect(await walk(queues, ({ QueueUrls }) => QueueUrls?.map((url) => url.split('/').at(-1)))).toEqual(names);
    expect(await walk(tables, ({ TableNames }) => TableNames)).toEqual(names);
    expect(await walk(parameters, ({ Parameters }) => Parameters?.map(({ Name }) => Name))).toEqual(names);
  });

  it('is whole: log groups, streams, their events, and queries', async () => {
    const client = new CloudWatchLogsClient(cloud.clientConfig);
    const groups = paginateDescribeLogGroups(one(client), {});
    const streams = paginateDescribeLogStreams(one(client), { logGroupName: 'a' });
    const inStream = { logGroupName: 'a', logStreamName: 'a', startFromHead: true };
    const events = paginateGetLogEvents({ ...one(client), stopOnSameToken: true }, inStream);
    const started: unknown[] = [];
    for (const logGroupName of names) {
      const endTime = testStartMs / 1000 + 60;
      const query = { logGroupName, queryString: 'fields @message', startTime: 0, endTime };
      started.unshift((await client.send(new StartQueryCommand(query))).queryId);
    }
    const queries = async function* () {
      let nextToken: string | undefined;
      do {
        const page = await client.send(new DescribeQueriesCommand({ maxResults: 1, nextToken }));
        yield page;
        ({ nextToken } = page);
      } while (nextToken !== undefined);
    };

    expect(await walk(groups, ({ logGroups }) => logGroups?.map((group) => group.logGroupName))).toEqual(names);
    expect(await walk(streams, ({ logStreams }) => logStreams?.map((stream) => stream.logStreamName))).toEqual(names);
    expect(await walk(events, (page) => page.events?.map(({ message }) => message))).toEqual(['a', 'a', 'b', 'c']);
    expect(await walk(queries(), (page) => page.queries?.map(({ queryId }) => queryId))).toEqual(started);
  });
});
