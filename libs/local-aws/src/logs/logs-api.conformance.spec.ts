import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeQueriesCommand,
  FilterLogEventsCommand,
  GetLogGroupFieldsCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';

import { localAccountId } from '../local-account';
import { type ConformanceTarget, startConformanceTarget } from '../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../testing/start-test-cloud';
import { createLogsService } from './create-logs-service';

const reference = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`CloudWatch Logs by its API (${reference})`, () => {
  let target: ConformanceTarget;
  let client: CloudWatchLogsClient;
  let logGroupName: string;

  beforeEach(async () => {
    target = await startConformanceTarget((clock) => {
      const service = createLogsService({
        clock,
        accountId: localAccountId,
        region: testRegion,
        random: Math.random,
        latency: { scheduledMs: 100, runningMs: 100 },
      });
      return [service];
    });
    client = new CloudWatchLogsClient(target.clientConfig);
    logGroupName = target.uniqueName('group');
    await client.send(new CreateLogGroupCommand({ logGroupName, tags: { team: 'pulso' } }));
    target.onStop(() => client.send(new DeleteLogGroupCommand({ logGroupName })));
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'one' }));
  });

  afterEach(async () => {
    await target.stop();
    client.destroy();
  });

  const group = async () => {
    const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
    return logGroups[0];
  };

  const put = (...messages: string[]) => {
    const timestamp = Date.now();
    const logEvents = messages.map((message) => ({ timestamp, message }));
    return client.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'one', logEvents }));
  };

  const messagesFor = async (filterPattern?: string): Promise<(string | undefined)[]> => {
    const { events = [] } = await client.send(
      new FilterLogEventsCommand({ logGroupName, ...(filterPattern !== undefined && { filterPattern }) }),
    );
    return events.map(({ message }) => message);
  };

  /** On AWS events can be found some seconds after they were written. */
  const settle = (): Promise<void> => (target.isAws ? target.pass(15_000) : Promise.resolve());

  const query = async (queryString: string): Promise<{ queryId: string; output: GetQueryResultsCommandOutput }> => {
    const endTime = Math.floor(Date.now() / 1000) + 60;
    const { queryId = '' } = await client.send(
      new StartQueryCommand({ logGroupName, queryString, startTime: endTime - 600, endTime }),
    );
    for (;;) {
      await target.pass(300);
      const output = await client.send(new GetQueryResultsCommand({ queryId }));
      if (output.status !== 'Scheduled' && output.status !== 'Running') return { queryId, output };
    }
  };

  it('keeps the tags of a log group (API_ListTagsForResource)', async () => {
    const { logGroupArn: resourceArn = '' } = (await group()) ?? {};

    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    const error = await rejectionOf(
      client.send(new ListTagsForResourceCommand({ resourceArn: `${resourceArn}-nowhere` })),
    );

    expect(tags).toEqual({ team: 'pulso' });
    expect(error).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('sets a retention of the allowed days and removes it (API_PutRetentionPolicy, API_DeleteRetentionPolicy)', async () => {
    const setDays = (retentionInDays: number) =>
      client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));

    await setDays(7);
    const set = await group();
    const error = await rejectionOf(setDays(6));
    await client.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    const removed = await group();

    expect(set?.retentionInDays).toBe(7);
    expect(error).toMatchObject({ name: 'InvalidParameterException' });
    expect(removed).toBeDefined();
    expect(removed?.retentionInDays).toBeUndefined();
  });

  it('finds log groups by a part of their name, and not by both ways at once (API_DescribeLogGroups)', async () => {
    const find = (input: object) => client.send(new DescribeLogGroupsCommand(input));

    const { logGroups = [] } = await find({ logGroupNamePattern: logGroupName.slice(3) });
    const error = await rejectionOf(find({ logGroupNamePattern: 'a', logGroupNamePrefix: 'a' }));

    expect(logGroups.map((found) => found.logGroupName)).toEqual([logGroupName]);
    expect(error).toMatchObject({ name: 'InvalidParameterException' });
  });

  it('deletes a stream with its events, and a group with its streams (API_DeleteLogStream, API_DeleteLogGroup)', async () => {
    await put('gone');
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'two' }));
    await client.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName: 'two',
        logEvents: [{ timestamp: Date.now(), message: 'kept' }],
      }),
    );
    await settle();

    await client.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: 'one' }));
    const left = await messagesFor();
    const again = await rejectionOf(client.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: 'one' })));
    await client.send(new DeleteLogGroupCommand({ logGroupName }));
    const gone = await rejectionOf(messagesFor());

    expect(left).toEqual(['kept']);
    expect(again).toMatchObject({ name: 'ResourceNotFoundException' });
    expect(gone).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('filters events by terms, selectors and fields (API_FilterLogEvents)', async () => {
    await put('ERROR one 500', 'WARN two 404', '{"level":"ERROR","ms":12}');
    await settle();

    expect(await messagesFor('ERROR')).toEqual(['ERROR one 500', '{"level":"ERROR","ms":12}']);
    expect(await messagesFor('?one ?two')).toEqual(['ERROR one 500', 'WARN two 404']);
    expect(await messagesFor('ERROR -level')).toEqual(['ERROR one 500']);
    expect(await messagesFor('{ $.ms > 10 }')).toEqual(['{"level":"ERROR","ms":12}']);
    expect(await messagesFor('[level, word, status = 4*]')).toEqual(['WARN two 404']);
    expect(await rejectionOf(messagesFor('{ $.ms >'))).toMatchObject({ name: 'InvalidParameterException' });
  });

  it('tries a pattern on messages (API_TestMetricFilter)', async () => {
    const { matches = [] } = await client.send(
      new TestMetricFilterCommand({ filterPattern: 'ERROR', logEventMessages: ['ok', 'an ERROR'] }),
    );

    expect(matches).toMatchObject([{ eventNumber: 1, eventMessage: 'an ERROR' }]);
  });

  it('lists queries as it keeps them (API_DescribeQueries)', async () => {
    const { queryId } = await query('fields @message');

    const { queries = [] } = await client.send(new DescribeQueriesCommand({ logGroupName, status: 'Complete' }));
    const { queries: failed } = await client.send(new DescribeQueriesCommand({ logGroupName, status: 'Failed' }));

    expect(queries).toMatchObject([
      {
        queryId,
        status: 'Complete',
        logGroupName,
        queryString: expect.stringMatching(
          new RegExp(`^SOURCE "${logGroupName}" START=\\d{13} END=\\d{13} \\| fields @message$`),
        ),
      },
    ]);
    expect(failed).toEqual([]);
  });

  it('gives the whole event behind a pointer of a result (API_GetLogRecord)', async () => {
    await put('{"a":{"b":1},"n":1}', '{"a":{"b":2},"n":2}');
    await settle();
    const { output } = await query('fields n | filter n = 2');
    const logRecordPointer = output.results?.[0]?.find(({ field }) => field === '@ptr')?.value;

    const { logRecord } = await client.send(new GetLogRecordCommand({ logRecordPointer }));
    const error = await rejectionOf(client.send(new GetLogRecordCommand({ logRecordPointer: 'made up' })));

    expect(logRecord).toMatchObject({
      'a.b': '2',
      '@message': '{"a":{"b":2},"n":2}',
      '@logStream': 'one',
      '@ptr': logRecordPointer,
    });
    expect(error).toMatchObject({ name: 'InvalidParameterException' });
  });

  it('tells which fields the events of the last minutes, or of those around a time, have (API_GetLogGroupFields)', async () => {
    await put('{"a":1,"b":1}', '{"a":1}');
    await settle();

    const { logGroupFields } = await client.send(new GetLogGroupFieldsCommand({ logGroupName }));
    const { logGroupFields: earlier } = await client.send(
      new GetLogGroupFieldsCommand({ logGroupName, time: Math.floor(Date.now() / 1000) + 9 * 60 }),
    );

    expect(logGroupFields).toEqual(
      expect.arrayContaining([
        { name: '@message', percent: 100 },
        { name: 'a', percent: 100 },
        { name: 'b', percent: 50 },
      ]),
    );
    expect(logGroupFields?.at(-1)).toEqual({ name: 'b', percent: 50 });
    expect(earlier).toEqual([]);
  });
});
