import {
  DescribeLogGroupsCommand,
  DescribeQueriesCommand,
  GetLogGroupFieldsCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  type MalformedQueryException,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { type LogsTarget, startLogsTarget } from './testing/start-logs-target';

const reference = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';

interface Outcome {
  readonly queryId: string;
  readonly output: GetQueryResultsCommandOutput;
}

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`Logs Insights by its API (${reference})`, () => {
  let logs: LogsTarget;
  let client: LogsTarget['client'];
  let logGroupName: string;

  beforeEach(async () => {
    logs = await startLogsTarget();
    ({ client, logGroupName } = logs);
  });

  afterEach(() => logs?.stop());

  const put = (...messages: string[]) => {
    const timestamp = Date.now();
    return logs.put(messages.map((message) => ({ timestamp, message })));
  };

  const start = async (overrides: Partial<StartQueryCommandInput> = {}): Promise<string> => {
    const endTime = Math.floor(Date.now() / 1000) + 60;
    const { queryId = '' } = await client.send(
      new StartQueryCommand({
        ...(!('logGroupIdentifiers' in overrides || 'logGroupNames' in overrides) && { logGroupName }),
        queryString: 'stats count(*) as calls',
        startTime: endTime - 600,
        endTime,
        ...overrides,
      }),
    );
    return queryId;
  };

  const run = async (queryString: string): Promise<Outcome> => {
    const queryId = await start({ queryString });
    for (;;) {
      await logs.target.pass(300);
      const output = await client.send(new GetQueryResultsCommand({ queryId }));
      if (output.status !== 'Scheduled' && output.status !== 'Running') return { queryId, output };
    }
  };

  it('counts what was put, with statistics (API_StartQuery, API_GetQueryResults)', async () => {
    await put('{"n":1}', '{"n":2}', '{"n":3}');

    const { output } = await run('filter n >= 2 | stats count(*) as calls, sum(n) as total');

    expect(output).toMatchObject({
      status: 'Complete',
      results: [
        [
          { field: 'calls', value: '2' },
          { field: 'total', value: '5' },
        ],
      ],
      statistics: { recordsMatched: 2, recordsScanned: 3 },
    });
  });

  it('gives nothing of an empty range (API_GetQueryResults)', async () => {
    const { output } = await run('fields @message');

    expect(output).toMatchObject({ status: 'Complete', results: [], statistics: { recordsMatched: 0 } });
  });

  it('reads a log group by its ARN, without the end that policies have (API_StartQuery)', async () => {
    const { logGroups: [group] = [] } = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
    );

    await expect(start({ logGroupIdentifiers: [group?.logGroupArn ?? ''] })).resolves.toMatch(/^[0-9a-f-]{36}$/);
    expect(await rejectionOf(start({ logGroupIdentifiers: [group?.arn ?? ''] }))).toMatchObject(
      refusal('InvalidParameterException', /./),
    );
  });

  it('is stopped once (API_StopQuery)', async () => {
    const queryId = await start();
    const stop = () => client.send(new StopQueryCommand({ queryId }));

    const { success } = await stop();
    const { status } = await client.send(new GetQueryResultsCommand({ queryId }));

    expect({ success, status }).toEqual({ success: true, status: 'Cancelled' });
    expect(await rejectionOf(stop())).toMatchObject(refusal('InvalidParameterException', /./));
  });

  it('tells where a query does not compile (API_StartQuery, API_QueryCompileError)', async () => {
    const error = await rejectionOf<MalformedQueryException>(
      start({ queryString: 'filter is_group = 1 | stast count(*)' }),
    );

    expect(error).toMatchObject({
      name: 'MalformedQueryException',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
      queryCompileError: {
        location: { startCharOffset: expect.any(Number), endCharOffset: expect.any(Number) },
        message: expect.any(String),
      },
    });
    expect(error.queryCompileError?.location?.startCharOffset).toBeGreaterThanOrEqual(20);
  });

  it.each<[string, (now: number) => Partial<StartQueryCommandInput>, string, RegExp]>([
    [
      'an unknown log group',
      () => ({ logGroupNames: ['conformance-nowhere'] }),
      'ResourceNotFoundException',
      /^Log group 'conformance-nowhere' does not exist for account ID '\d{12}'/,
    ],
    ['an end before the start', () => ({ endTime: 1 }), 'InvalidParameterException', /./],
    ['milliseconds', (now) => ({ startTime: now - 1000, endTime: now }), 'InvalidParameterException', /./],
    // The page does not say so: programs that handle it quote exception and text.
    [
      'a range that ended before the log group was created',
      (now) => ({ startTime: Math.floor(now / 1000) - 7200, endTime: Math.floor(now / 1000) - 3600 }),
      'MalformedQueryException',
      /^Query's end date and time is either before the log groups creation time or exceeds/,
    ],
    ['a limit of 0', () => ({ limit: 0 }), 'InvalidParameterException', /'limit' failed to satisfy constraint/],
    [
      'a text of 10,001 letters',
      () => ({ queryString: 'x'.repeat(10_001) }),
      'InvalidParameterException',
      /queryString/,
    ],
  ])('is refused for %s (API_StartQuery)', async (_title, overrides, name, message) => {
    expect(await rejectionOf(start(overrides(Date.now())))).toMatchObject(refusal(name, message));
  });

  it('names log groups in one way (API_StartQuery)', async () => {
    const endTime = Math.floor(Date.now() / 1000);
    const both = { logGroupName, logGroupNames: [logGroupName], queryString: 'fields a', startTime: 1, endTime };

    expect(await rejectionOf(client.send(new StartQueryCommand(both)))).toMatchObject(
      refusal('InvalidParameterException', /./),
    );
  });

  it('knows no query of a made-up id (API_GetQueryResults, API_StopQuery)', async () => {
    const queryId = '01234567-89ab-4def-8123-456789abcdef';
    const notFound = refusal('ResourceNotFoundException', /./);

    expect(await rejectionOf(client.send(new GetQueryResultsCommand({ queryId })))).toMatchObject(notFound);
    expect(await rejectionOf(client.send(new StopQueryCommand({ queryId })))).toMatchObject(notFound);
  });

  it('lists queries as it keeps them (API_DescribeQueries)', async () => {
    const { queryId } = await run('fields @message');
    const list = async (status: 'Complete' | 'Scheduled') =>
      (await client.send(new DescribeQueriesCommand({ logGroupName, status }))).queries;

    expect(await list('Complete')).toMatchObject([
      {
        queryId,
        status: 'Complete',
        logGroupName,
        queryLanguage: 'CWLI',
        createTime: expect.any(Number),
        queryString: expect.stringMatching(
          new RegExp(`^SOURCE "${logGroupName}" START=\\d{10}000 END=\\d{10}999 \\| fields @message$`),
        ),
      },
    ]);
    expect(await list('Scheduled')).toEqual([]);
  });

  it('gives the whole event behind a pointer of a result (API_GetLogRecord)', async () => {
    await put('{"a":{"b":1},"n":1}', '{"a":{"b":2},"n":2}');
    const { output } = await run('fields n | filter n = 2');
    const logRecordPointer = output.results?.[0]?.find(({ field }) => field === '@ptr')?.value;

    const { logRecord } = await client.send(new GetLogRecordCommand({ logRecordPointer }));

    expect(logRecord).toMatchObject({
      'a.b': '2',
      '@message': '{"a":{"b":2},"n":2}',
      '@logStream': 'one',
      '@ptr': logRecordPointer,
    });
    expect(await rejectionOf(client.send(new GetLogRecordCommand({ logRecordPointer: 'made up' })))).toMatchObject(
      refusal('InvalidParameterException', /./),
    );
  });

  it('tells which fields events have, of the last minutes or around a time (API_GetLogGroupFields)', async () => {
    await put('{"a":1,"b":1}', '{"a":1}');
    const ask = async (time?: number) =>
      (await client.send(new GetLogGroupFieldsCommand({ logGroupName, ...(time !== undefined && { time }) })))
        .logGroupFields;

    const fields = await ask();

    expect(fields).toEqual(
      expect.arrayContaining([
        { name: '@message', percent: 100 },
        { name: 'a', percent: 100 },
        { name: 'b', percent: 50 },
      ]),
    );
    expect(await ask(Math.floor(Date.now() / 1000) - 3600)).toEqual([]);
  });
});
