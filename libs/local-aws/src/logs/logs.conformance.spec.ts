import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeSubscriptionFiltersCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  GetQueryResultsCommand,
  type InputLogEvent,
  type MalformedQueryException,
  PutLogEventsCommand,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';

import { localAccountId } from '../local-account';
import { rejectionOf, startTestCloud, type TestCloud, testRegion, testStartMs } from '../testing/start-test-cloud';
import { createLogsService, type LogsService } from './create-logs-service';

const logGroupName = '/aws/lambda/bot';
const logStreamName = '2026/11/25/[$LATEST]abc';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe('CloudWatch Logs', () => {
  let cloud: TestCloud;
  let logs: LogsService;
  let client: CloudWatchLogsClient;
  let runningMs: number;

  beforeEach(async () => {
    runningMs = 0;
    cloud = await startTestCloud((clock) => [
      (logs = createLogsService({
        clock,
        accountId: localAccountId,
        region: testRegion,
        random: Math.random,
        latency: () => ({ scheduledMs: 0, runningMs }),
      })),
    ]);
    client = new CloudWatchLogsClient(cloud.clientConfig);
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  });

  afterEach(async () => {
    client.destroy();
    logs.close();
    await cloud.stop();
  });

  const eventAt = (timestamp: number, message = 'x'): InputLogEvent => ({ timestamp, message });
  const put = (...logEvents: InputLogEvent[]) =>
    client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  const putNumbered = (count: number) =>
    put(...Array.from({ length: count }, (_, index) => eventAt(testStartMs - hourMs + index, String(index))));
  const queryInput = (overrides: Partial<StartQueryCommandInput> = {}): StartQueryCommandInput => ({
    logGroupNames: [logGroupName],
    startTime: testStartMs / 1000 - 7200,
    endTime: testStartMs / 1000,
    queryString: 'stats count(*) as calls',
    ...overrides,
  });
  const startQuery = (overrides: Partial<StartQueryCommandInput> = {}) =>
    client.send(new StartQueryCommand(queryInput(overrides)));
  const messagesOf = (events: readonly { message?: string | undefined }[] = []) => events.map(({ message }) => message);

  describe('log groups and streams', () => {
    it('exist once', async () => {
      const group = await rejectionOf(client.send(new CreateLogGroupCommand({ logGroupName })));
      const stream = await rejectionOf(client.send(new CreateLogStreamCommand({ logGroupName, logStreamName })));
      const nowhere = await rejectionOf(
        client.send(new CreateLogStreamCommand({ logGroupName: '/nowhere', logStreamName })),
      );

      expect([group, stream, nowhere]).toMatchObject([
        { name: 'ResourceAlreadyExistsException' },
        { name: 'ResourceAlreadyExistsException' },
        { name: 'ResourceNotFoundException', $fault: 'client', $metadata: { httpStatusCode: 400 } },
      ]);
    });

    it('are described with ARN and times', async () => {
      await put(eventAt(testStartMs - 5), eventAt(testStartMs - 3));

      const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws' }));
      const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName }));

      const arn = `arn:aws:logs:${testRegion}:${localAccountId}:log-group:${logGroupName}`;
      expect(logGroups).toMatchObject([{ logGroupName, arn: `${arn}:*`, logGroupArn: arn, storedBytes: 2 }]);
      expect(logStreams).toMatchObject([
        { logStreamName, firstEventTimestamp: testStartMs - 5, lastEventTimestamp: testStartMs - 3 },
      ]);
    });

    it('are listed by name in pages, and no token follows the last one', async () => {
      for (const name of ['/b/3', '/b/1', '/b/2']) {
        await client.send(new CreateLogGroupCommand({ logGroupName: name }));
      }
      const page = (nextToken?: string) =>
        client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/b/', limit: 2, nextToken }));

      const first = await page();
      const second = await page(first.nextToken);
      const refused = await rejectionOf(page('made-up'));

      const names = [first, second].map(({ logGroups = [] }) => logGroups.map((group) => group.logGroupName));
      expect(names).toEqual([['/b/1', '/b/2'], ['/b/3']]);
      expect(second.nextToken).toBeUndefined();
      expect(refused).toMatchObject({ name: 'InvalidParameterException' });
    });

    it('refuse what the emulation has not, by name', async () => {
      const error = await rejectionOf(client.send(new DescribeSubscriptionFiltersCommand({ logGroupName })));

      expect(error).toMatchObject({
        name: 'UnknownOperationException',
        message: expect.stringContaining('DescribeSubscriptionFilters'),
      });
    });
  });

  describe('PutLogEvents', () => {
    it('accepts a batch in order', async () => {
      const { rejectedLogEventsInfo } = await put(eventAt(testStartMs - 1, 'first'), eventAt(testStartMs, 'second'));

      const { events } = await client.send(new FilterLogEventsCommand({ logGroupName }));

      expect(rejectedLogEventsInfo).toBeUndefined();
      expect(messagesOf(events)).toEqual(['first', 'second']);
    });

    it('reports what is too old and stores the rest', async () => {
      const limitMs = testStartMs - 14 * dayMs;

      const { rejectedLogEventsInfo } = await put(
        eventAt(limitMs - hourMs, 'old'),
        eventAt(limitMs - hourMs + 1, 'old too'),
        eventAt(limitMs + hourMs, 'kept'),
      );

      const { events } = await client.send(new FilterLogEventsCommand({ logGroupName }));
      expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 2 });
      expect(messagesOf(events)).toEqual(['kept']);
    });

    it('reports what is more than two hours ahead and stores the rest', async () => {
      const { rejectedLogEventsInfo } = await put(eventAt(testStartMs, 'kept'), eventAt(testStartMs + 3 * hourMs));

      const { events } = await client.send(new FilterLogEventsCommand({ logGroupName }));
      expect(rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
      expect(messagesOf(events)).toEqual(['kept']);
    });

    it.each([
      ['events out of order', [eventAt(testStartMs), eventAt(testStartMs - 1)]],
      ['more than a day in one batch', [eventAt(testStartMs - dayMs - 1), eventAt(testStartMs)]],
      ['an empty batch', []],
      ['an empty message', [eventAt(testStartMs, '')]],
      ['more than a megabyte', Array.from({ length: 5 }, () => eventAt(testStartMs, 'x'.repeat(250_000)))],
      ['more than 10,000 events', Array.from({ length: 10_001 }, () => eventAt(testStartMs))],
    ])('refuses %s and stores nothing', async (_, logEvents) => {
      const error = await rejectionOf(put(...logEvents));

      const { events } = await client.send(new FilterLogEventsCommand({ logGroupName }));
      expect(error).toMatchObject({ name: 'InvalidParameterException' });
      expect(events).toEqual([]);
    });

    it('does not create a stream', async () => {
      const error = await rejectionOf(
        client.send(
          new PutLogEventsCommand({ logGroupName, logStreamName: 'nowhere', logEvents: [eventAt(testStartMs)] }),
        ),
      );

      expect(error).toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'The specified log stream does not exist.',
      });
    });
  });

  describe('GetLogEvents', () => {
    const get = (overrides: Partial<GetLogEventsCommandInput> = {}) =>
      client.send(new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2, ...overrides }));

    it('reads forward from the head until the token stays the same', async () => {
      await putNumbered(3);

      const first = await get({ startFromHead: true });
      const second = await get({ nextToken: first.nextForwardToken });
      const third = await get({ nextToken: second.nextForwardToken });

      expect([first, second, third].map(({ events }) => messagesOf(events))).toEqual([['0', '1'], ['2'], []]);
      expect(third.nextForwardToken).toBe(second.nextForwardToken);
    });

    it('starts with the last page and reads back', async () => {
      await putNumbered(3);

      const last = await get();
      const before = await get({ nextToken: last.nextBackwardToken });

      expect([last, before].map(({ events }) => messagesOf(events))).toEqual([['1', '2'], ['0']]);
    });

    it('leaves out the end of its range', async () => {
      await putNumbered(2);

      const { events } = await get({ endTime: testStartMs - hourMs + 1 });

      expect(messagesOf(events)).toEqual(['0']);
    });
  });

  describe('FilterLogEvents', () => {
    it('gives the events of all streams by time, in pages', async () => {
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'other' }));
      await putNumbered(2);
      const between = eventAt(testStartMs - hourMs, 'other');
      await client.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'other', logEvents: [between] }));

      const first = await client.send(new FilterLogEventsCommand({ logGroupName, limit: 2 }));
      const second = await client.send(
        new FilterLogEventsCommand({ logGroupName, limit: 2, nextToken: first.nextToken }),
      );

      expect(messagesOf([...(first.events ?? []), ...(second.events ?? [])])).toEqual(['0', 'other', '1']);
      expect(first.events?.map((event) => event.logStreamName)).toEqual([logStreamName, 'other']);
      expect(second.nextToken).toBeUndefined();
    });

    it('includes both ends of its range', async () => {
      await putNumbered(4);

      const startTime = testStartMs - hourMs + 1;
      const { events } = await client.send(
        new FilterLogEventsCommand({ logGroupName, startTime, endTime: startTime + 1 }),
      );

      expect(messagesOf(events)).toEqual(['1', '2']);
    });

    it('refuses a regular expression instead of matching everything', async () => {
      const error = await rejectionOf(
        client.send(new FilterLogEventsCommand({ logGroupName, filterPattern: '%ERR(OR)?%' })),
      );

      expect(error).toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringMatching(/not supported/),
      });
    });
  });

  describe('queries', () => {
    it('count what was put', async () => {
      await putNumbered(3);

      const { queryId } = await startQuery();
      const { status, results, statistics } = await client.send(new GetQueryResultsCommand({ queryId }));

      expect({ status, results }).toEqual({ status: 'Complete', results: [[{ field: 'calls', value: '3' }]] });
      expect(statistics).toMatchObject({ recordsMatched: 3, recordsScanned: 3, bytesScanned: 3, logGroupsScanned: 1 });
    });

    it('are Cancelled by StopQuery, once', async () => {
      runningMs = hourMs;
      const { queryId } = await startQuery();

      const { success } = await client.send(new StopQueryCommand({ queryId }));
      const { status } = await client.send(new GetQueryResultsCommand({ queryId }));
      const again = await rejectionOf(client.send(new StopQueryCommand({ queryId })));

      expect({ success, status }).toEqual({ success: true, status: 'Cancelled' });
      expect(again).toMatchObject({ name: 'InvalidParameterException' });
    });

    it('tell where a query does not compile', async () => {
      const error = await rejectionOf<MalformedQueryException>(
        startQuery({ queryString: 'filter is_group = 1 | stast count(*)' }),
      );

      expect(error).toMatchObject({
        name: 'MalformedQueryException',
        $fault: 'client',
        queryCompileError: {
          location: { startCharOffset: 22, endCharOffset: 26 },
          message: "unknown command 'stast'; did you mean stats?",
        },
      });
      expect(error.queryCompileError?.message).toBe(error.message);
    });

    it.each([
      ['an unknown log group', { logGroupNames: ['/nowhere'] }, 'ResourceNotFoundException'],
      ['an end before the start', { endTime: 1 }, 'InvalidParameterException'],
      ['milliseconds', { startTime: testStartMs - 1000, endTime: testStartMs }, 'InvalidParameterException'],
      ['two ways to name log groups', { logGroupName }, 'InvalidParameterException'],
      [
        'an ARN that ends in :*',
        {
          logGroupNames: undefined,
          logGroupIdentifiers: [`arn:aws:logs:${testRegion}:${localAccountId}:log-group:${logGroupName}:*`],
        },
        'InvalidParameterException',
      ],
      ['a limit of 0', { limit: 0 }, 'InvalidParameterException'],
      ['a part of the language that is not built', { queryString: 'stats topk(ms, 9)' }, 'MalformedQueryException'],
      ['another query language', { queryLanguage: 'SQL' }, 'MalformedQueryException'],
    ] satisfies [string, Partial<StartQueryCommandInput>, string][])(
      'are refused for %s',
      async (_, overrides, name) => {
        const error = await rejectionOf(startQuery(overrides));

        expect(error).toMatchObject({ name, $fault: 'client', $metadata: { httpStatusCode: 400 } });
      },
    );

    it('are not known by a made-up id', async () => {
      const results = await rejectionOf(client.send(new GetQueryResultsCommand({ queryId: 'made-up' })));
      const stop = await rejectionOf(client.send(new StopQueryCommand({ queryId: 'made-up' })));

      expect([results, stop]).toMatchObject([
        { name: 'ResourceNotFoundException' },
        { name: 'ResourceNotFoundException' },
      ]);
    });

    it('are throttled beyond ten starts in a second', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => startQuery()));

      const refusals = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refusals.length).toBeGreaterThan(0);
      for (const { reason } of refusals) expect(reason).toMatchObject({ name: 'ThrottlingException' });
    });
  });
});
