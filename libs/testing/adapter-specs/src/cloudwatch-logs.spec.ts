import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { createReadRetentionDays, createRunQuery } from '@pulso/adapters/cloudwatch-logs';
import { type QueryToStart, type RunQuery, type StartOutcome } from '@pulso/domain/query-execution';
import { createLogsService, type LogsService, type LogsServiceOptions } from '@pulso/local/gateway';
import { type LocalClock, createLocalClock } from '@pulso/world/time';

import { type StartedService, region, startLocalService } from './start-local-service';

const logGroupName = '/aws/lambda/pulso-bot';
const startMs = Date.parse('2026-11-25T12:00:00Z');
const windowStartSeconds = startMs / 1000 - 3600;
const windowEndSeconds = startMs / 1000 - 1;
const groupRequest = '{"is_group":true}';
const privateRequest = '{"is_group":false}';

const query = (overrides: Partial<QueryToStart> = {}): QueryToStart => ({
  logGroupNames: [logGroupName],
  queryString: 'filter is_group = 1 | stats count(*) as calls',
  startTimeSeconds: windowStartSeconds,
  endTimeSeconds: windowEndSeconds,
  ...overrides,
});

describe('the cloudwatch-logs adapter against the local CloudWatch Logs', () => {
  let clock: LocalClock;
  let logs: LogsService;
  let service: StartedService;
  let client: CloudWatchLogsClient;
  let runQuery: RunQuery;

  /** 1 s Scheduled and 2 s Running, on a clock that stands still until a test moves it. */
  async function startCloud(overrides: Partial<LogsServiceOptions> = {}, retentionDays = 0): Promise<void> {
    clock = createLocalClock({ startMs, realNowMs: () => startMs });
    logs = createLogsService({
      clock,
      region,
      accountId: '000000000000',
      courseOf: () => ({ scheduledMs: 1000, runningMs: 2000, end: 'Complete' }),
      ...overrides,
    });
    logs.store.createLogGroup(logGroupName, { retentionDays });
    service = await startLocalService(logs, clock);
    client = new CloudWatchLogsClient(service.clientConfig);
    runQuery = createRunQuery({ client, readRetentionDays: createReadRetentionDays(client, clock), clock });
    // The logs reach back to before every window that a test asks about.
    append(windowStartSeconds * 1000 - 60_000, 'START RequestId: 0');
  }

  afterEach(async () => {
    client.destroy();
    await service.close();
    clock.stop();
  });

  const advance = (byMs: number): Promise<void> => clock.runUntil(clock.nowMs() + byMs);
  const append = (timestamp: number, ...messages: readonly string[]): void =>
    logs.store.append(
      logGroupName,
      'stream',
      messages.map((message) => ({ timestamp, message })),
    );
  const idOf = (outcome: StartOutcome): string => {
    if (outcome.status !== 'started') throw new Error(`The query was not started: ${JSON.stringify(outcome)}`);
    return outcome.insightsQueryId;
  };
  const startedId = async (overrides: Partial<QueryToStart> = {}): Promise<string> =>
    idOf(await runQuery.start(query(overrides)));

  it('starts no query over a week if the log group retains one day, whatever the stack says', async () => {
    await startCloud({}, 1);
    const weekAgoSeconds = startMs / 1000 - 7 * 86_400;

    expect(await runQuery.start(query({ startTimeSeconds: weekAgoSeconds }))).toMatchObject({
      status: 'refused',
      reason: { code: 'not-kept' },
    });
    expect(await runQuery.start(query())).toMatchObject({ status: 'started' });
  });

  it('starts a query, waits for it and reads its row and its statistics', async () => {
    await startCloud();
    append(startMs - 60_000, groupRequest, privateRequest, groupRequest, 'START RequestId: 1', groupRequest);

    const id = await startedId();
    const scheduled = await runQuery.poll(id);
    await advance(1000);
    const running = await runQuery.poll(id);
    await advance(2000);
    const complete = await runQuery.poll(id);

    expect([scheduled, running]).toMatchObject([{ status: 'running' }, { status: 'running' }]);
    expect(complete).toEqual({
      status: 'complete',
      rows: [[{ field: 'calls', value: '3' }]],
      statistics: { recordsMatched: 3, recordsScanned: 5, bytesScanned: 3 * 17 + 18 + 18 },
    });
  });

  it('counts both ends of the window, the last second included, and nothing outside', async () => {
    await startCloud();
    append(windowStartSeconds * 1000 - 1, groupRequest);
    append(windowStartSeconds * 1000, groupRequest);
    append(windowEndSeconds * 1000 + 999, groupRequest);
    append(windowEndSeconds * 1000 + 1000, groupRequest);

    const id = await startedId();
    await advance(3000);

    expect(await runQuery.poll(id)).toMatchObject({
      rows: [[{ field: 'calls', value: '2' }]],
      statistics: { recordsScanned: 2 },
    });
  });

  it.each([
    ['fitler is_group = 1', /unknown command 'fitler'; did you mean filter\?/],
    ['stats topk(ms, 95)', /not supported locally: function 'topk'/],
    ['', /command/],
  ])('gets a final refusal of the query %j, with the reason', async (queryString, message) => {
    await startCloud();

    const outcome = await runQuery.start(query({ queryString }));

    expect(outcome).toEqual({
      status: 'refused',
      reason: { code: 'malformed-query', message: expect.stringMatching(message) },
    });
  });

  it('is refused a log group that does not exist, and a window in milliseconds', async () => {
    await startCloud();

    const missing = await runQuery.start(query({ logGroupNames: [logGroupName, '/nowhere'] }));
    const milliseconds = await runQuery.start(
      query({ startTimeSeconds: startMs - 3_600_000, endTimeSeconds: startMs - 1000 }),
    );

    expect([missing, milliseconds]).toMatchObject([
      { status: 'refused', reason: { code: 'log-group-missing', message: expect.stringContaining('/nowhere') } },
      { status: 'refused', reason: { code: 'invalid-parameter' } },
    ]);
  });

  it.each(['Failed', 'Timeout'] as const)('reports a query that ends as %s', async (end) => {
    const ends = [end, 'Complete'] as const;
    let startedCount = 0;
    await startCloud({
      courseOf: () => ({ scheduledMs: 1000, runningMs: 2000, end: ends[startedCount++] ?? 'Complete' }),
    });
    append(startMs - 60_000, groupRequest);

    const [ended, complete] = [await startedId(), await startedId()];
    await advance(3000);

    expect(await runQuery.poll(ended)).toEqual({ status: 'ended', insightsStatus: end });
    expect(await runQuery.poll(complete)).toMatchObject({ status: 'complete' });
  });

  it('stops a running query', async () => {
    await startCloud();
    const id = await startedId();
    await advance(1500);

    await runQuery.stop(id);

    expect(await runQuery.poll(id)).toEqual({ status: 'ended', insightsStatus: 'Cancelled' });
  });

  it('keeps the rows of an ended query when it is stopped, and treats an unknown one as stopped', async () => {
    await startCloud();
    const id = await startedId();
    await advance(3000);

    await runQuery.stop(id);
    await runQuery.stop('00000000-0000-0000-0000-000000000000');

    expect(await runQuery.poll(id)).toMatchObject({ status: 'complete', rows: [[{ field: 'calls', value: '0' }]] });
  });
});
