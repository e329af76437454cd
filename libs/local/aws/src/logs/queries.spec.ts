import { createLogsFixture, type LogsFixture, startMs } from './testing/logs-fixture';

const group = '/aws/lambda/bot';
const startTime = startMs / 1000 - 60;
const endTime = startMs / 1000 - 1;

const countOf = 'filter is_group = 1 | stats count(*) as calls';

const requestWith = (overrides: Record<string, unknown> = {}) => ({
  logGroupNames: [group],
  startTime,
  endTime,
  queryString: countOf,
  ...overrides,
});

/** A fixture with `count` events that the query counts. */
function fixtureWith(count: number, overrides: Parameters<typeof createLogsFixture>[0] = {}): LogsFixture {
  const fixture = createLogsFixture(overrides);
  fixture.service.store.createLogGroup(group);
  append(fixture, count);
  return fixture;
}

const append = ({ service }: LogsFixture, count: number): void =>
  service.store.append(
    group,
    'stream',
    Array.from({ length: count }, (_, index) => ({ timestamp: startMs - 1000 - index, message: '{"is_group":true}' })),
  );

const startQuery = async ({ call }: LogsFixture, overrides: Record<string, unknown> = {}): Promise<string> =>
  String((await call('StartQuery', requestWith(overrides))).queryId);

/** Lets a query end. @returns Its results. */
const finish = ({ call, clock }: LogsFixture, queryId: string): ReturnType<LogsFixture['call']> => {
  clock.advance(3000);
  return call('GetQueryResults', { queryId });
};

describe('a query', () => {
  it('walks from Scheduled over Running to Complete by the clock', async () => {
    const fixture = fixtureWith(3);
    const queryId = await startQuery(fixture);
    const statuses: unknown[] = [];

    for (const waitMs of [0, 999, 1, 1999, 1]) {
      fixture.clock.advance(waitMs);
      statuses.push((await fixture.call('GetQueryResults', { queryId })).status);
    }

    expect(statuses).toEqual(['Scheduled', 'Scheduled', 'Running', 'Running', 'Complete']);
  });

  it('answers as GetQueryResults does', async () => {
    const fixture = fixtureWith(3);
    const queryId = await startQuery(fixture);

    const answer = await finish(fixture, queryId);

    expect(queryId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(answer).toEqual({
      queryLanguage: 'CWLI',
      results: [[{ field: 'calls', value: '3' }]],
      statistics: {
        recordsMatched: 3,
        recordsScanned: 3,
        bytesScanned: 51,
        estimatedRecordsSkipped: 0,
        estimatedBytesSkipped: 0,
        logGroupsScanned: 1,
      },
      status: 'Complete',
    });
  });

  it('shows an incomplete number while it is running', async () => {
    const fixture = fixtureWith(4);
    const queryId = await startQuery(fixture);
    fixture.clock.advance(1000);

    const { results } = await fixture.call('GetQueryResults', { queryId });

    expect(results).toEqual([[{ field: 'calls', value: '2' }]]);
  });

  it.each([true, false])(
    'sees the events that are stored when it becomes Complete (timers fire: %s)',
    async (firing) => {
      const fixture = fixtureWith(1);
      const queryId = await startQuery(fixture);
      fixture.clock.advance(2000, { firing });
      append(fixture, 1);
      fixture.clock.advance(1000, { firing });
      await fixture.call('GetQueryResults', { queryId });
      append(fixture, 5);

      const { results } = await fixture.call('GetQueryResults', { queryId });

      expect(results).toEqual([[{ field: 'calls', value: '2' }]]);
    },
  );

  it('covers both ends of its range and nothing else', async () => {
    const fixture = fixtureWith(0);
    const timestamps = [startTime * 1000 - 1, startTime * 1000, endTime * 1000 + 999, endTime * 1000 + 1000];
    fixture.service.store.append(
      group,
      's',
      timestamps.map((timestamp) => ({ timestamp, message: '{"is_group":1}' })),
    );
    const queryId = await startQuery(fixture);

    const { results } = await finish(fixture, queryId);

    expect(results).toEqual([[{ field: 'calls', value: '2' }]]);
  });

  it('reads several log groups and says which an event is from', async () => {
    const fixture = fixtureWith(1);
    fixture.service.store.createLogGroup('/other');
    fixture.service.store.append('/other', 's', [{ timestamp: startMs - 5000, message: 'x' }]);
    const queryId = await startQuery(fixture, {
      logGroupNames: [group, '/other'],
      queryString: 'fields @log | sort @log',
    });

    const { results } = await finish(fixture, queryId);

    expect((results as { value: string }[][]).map(([cell]) => cell?.value)).toEqual([
      '000000000000:/aws/lambda/bot',
      '000000000000:/other',
    ]);
  });

  it('does not see what the retention has ended', async () => {
    const fixture = fixtureWith(0);
    fixture.service.store.createLogGroup(group, { retentionDays: 1 });
    fixture.service.store.append(group, 's', [{ timestamp: startMs - 86_400_001, message: '{"is_group":1}' }]);
    const queryId = await startQuery(fixture, { startTime: 0 });

    const { statistics } = await finish(fixture, queryId);

    expect(statistics).toMatchObject({ recordsScanned: 0 });
  });

  it('takes the limit of the call', async () => {
    const fixture = fixtureWith(5);
    const queryId = await startQuery(fixture, { queryString: 'fields @timestamp', limit: 2 });

    const { results } = await finish(fixture, queryId);

    expect(results).toHaveLength(2);
  });

  it('is Cancelled after a stop, for good and without rows', async () => {
    const fixture = fixtureWith(5);
    const queryId = await startQuery(fixture);
    fixture.clock.advance(1500);

    const stopped = await fixture.call('StopQuery', { queryId });
    const { timerCount } = fixture.clock;
    fixture.clock.advance(5000);
    const { status, results } = await fixture.call('GetQueryResults', { queryId });

    expect(stopped).toEqual({ success: true });
    expect({ status, results }).toEqual({ status: 'Cancelled', results: [] });
    await expect(fixture.refusal('StopQuery', { queryId })).resolves.toMatchObject({
      code: 'InvalidParameterException',
    });
    expect(timerCount).toBe(0);
  });

  it.each(['Failed', 'Timeout', 'Cancelled'] as const)('can be made to end as %s', async (end) => {
    const fixture = fixtureWith(5, { endOf: ({ ordinal }) => (ordinal === 1 ? end : 'Complete') });
    const [first, second] = [await startQuery(fixture), await startQuery(fixture)];
    fixture.clock.advance(3000);

    expect(await fixture.call('GetQueryResults', { queryId: first })).toMatchObject({ status: end, results: [] });
    expect(await fixture.call('GetQueryResults', { queryId: second })).toMatchObject({ status: 'Complete' });
  });

  it('fails when it makes too many rows of an event', async () => {
    const fixture = fixtureWith(0);
    const message = `[${Array.from({ length: 400 }, (_, index) => index).join(',')}]`;
    fixture.service.store.append(group, 'stream', [{ timestamp: startMs - 1000, message }]);
    const queryString = 'fields jsonParse(@message) as l | unnest l into a | unnest l into b | stats count(*)';
    const queryId = await startQuery(fixture, { queryString });
    fixture.clock.advance(3000);

    expect(await fixture.call('GetQueryResults', { queryId })).toMatchObject({ status: 'Failed', results: [] });
  });

  it('takes as long as is decided for it', async () => {
    const fixture = fixtureWith(1, {
      latency: ({ ordinal }) => ({ scheduledMs: 0, runningMs: ordinal === 1 ? 0 : 10_000 }),
    });
    const queryIds = [await startQuery(fixture), await startQuery(fixture)];

    const answers = await Promise.all(queryIds.map((queryId) => fixture.call('GetQueryResults', { queryId })));

    expect(answers.map(({ status }) => status)).toEqual(['Complete', 'Running']);
  });

  it('does not find what becomes searchable late, until then', async () => {
    const fixture = createLogsFixture({ lateByMs: () => 3_600_000 });
    fixture.service.store.createLogGroup(group, { creationTimeMs: 0 });
    append(fixture, 2);
    const found = async () => {
      const queryId = await startQuery(fixture);
      fixture.clock.advance(3_000);
      const { statistics } = await fixture.call('GetQueryResults', { queryId });
      return statistics;
    };

    const before = await found();
    fixture.clock.advance(3_600_000);

    expect(before).toMatchObject({ recordsMatched: 0 });
    expect(await found()).toMatchObject({ recordsMatched: 2 });
  });

  it('is forgotten after seven days', async () => {
    const fixture = fixtureWith(1);
    const queryId = await startQuery(fixture);
    fixture.clock.advance(8 * 86_400_000);
    await startQuery(fixture);

    await expect(fixture.refusal('GetQueryResults', { queryId })).resolves.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });
});

describe('StartQuery', () => {
  it.each([
    ['a missing end', { endTime: undefined }, /endTime/],
    ['half a second', { startTime: startTime + 0.5 }, /startTime/],
    ['no log group', { logGroupNames: undefined }, /Exactly one/],
    ['an empty list', { logGroupNames: [] }, /log group/i],
    ['51 log groups', { logGroupNames: Array.from({ length: 51 }, (_, index) => `g${index}`) }, /50 log groups/],
    ['no query', { queryString: undefined }, /queryString/],
    ['another query language', { queryLanguage: 'PPL' }, /queryLanguage/],
  ])('refuses %s', async (_, overrides, message) => {
    const error = await fixtureWith(0).refusal('StartQuery', requestWith(overrides));

    expect(error).toMatchObject({
      code: 'InvalidParameterException',
      status: 400,
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['fitler a = 1', 0, 5, /did you mean filter/],
    ['filter a = 1 | pattern @message', 15, 21, /^not supported locally: command 'pattern'/],
  ])('tells where %s goes wrong', async (queryString, startCharOffset, endCharOffset, message) => {
    const error = await fixtureWith(0).refusal('StartQuery', requestWith({ queryString }));

    expect(error).toMatchObject({
      code: 'MalformedQueryException',
      message: expect.stringMatching(message),
      members: {
        queryCompileError: { location: { startCharOffset, endCharOffset }, message: expect.stringMatching(message) },
      },
    });
  });

  it('reads the log groups that SOURCE names, each event once', async () => {
    const fixture = fixtureWith(3);
    const queryString = `SOURCE '${group}' | SOURCE logGroups(namePrefix: ['${group.slice(0, 5)}']) | stats count(*) as n by @log`;
    const queryId = await startQuery(fixture, { logGroupNames: undefined, queryString });

    const { results } = await finish(fixture, queryId);

    expect(results).toEqual([
      [
        { field: '@log', value: `000000000000:${group}` },
        { field: 'n', value: '3' },
      ],
    ]);
  });

  it.each([
    ['a member and SOURCE both', {}, `SOURCE '${group}' | limit 1`, 'InvalidParameterException'],
    [
      'SOURCE with an unknown group',
      { logGroupNames: undefined },
      "SOURCE 'nowhere' | limit 1",
      'ResourceNotFoundException',
    ],
    [
      'SOURCE that chooses none',
      { logGroupNames: undefined },
      "SOURCE logGroups(namePrefix: ['x']) | limit 1",
      'InvalidParameterException',
    ],
  ])('refuses %s', async (_, overrides, queryString, code) => {
    const error = await fixtureWith(0).refusal('StartQuery', requestWith({ ...overrides, queryString }));

    expect(error).toMatchObject({ code });
  });

  it('gives queries the moment at which they were started', async () => {
    const fixture = fixtureWith(1);
    const queryId = await startQuery(fixture, { queryString: 'fields now() as n | display n' });
    const startedAtSeconds = String(Math.floor(startMs / 1000));

    const { results } = await finish(fixture, queryId);

    expect(results).toEqual([[{ field: 'n', value: startedAtSeconds }, expect.objectContaining({ field: '@ptr' })]]);
  });

  it('refuses a range that ends before the log group was created, and takes one that ends after it', async () => {
    const fixture = fixtureWith(0);

    const error = await fixture.refusal('StartQuery', requestWith());
    const queryId = await startQuery(fixture, { endTime: endTime + 1 });

    expect(error).toMatchObject({
      code: 'MalformedQueryException',
      message:
        "Query's end date and time is either before the log groups creation time or exceeds the log groups log " +
        'retention settings ([0,45])',
    });
    expect(queryId).not.toBe('');
  });

  it('takes a range before the creation of a log group that has an event before the end of it', async () => {
    const fixture = fixtureWith(0);
    fixture.service.store.append(group, 's', [{ timestamp: endTime * 1000 + 999, message: 'x' }]);

    const queryId = await startQuery(fixture);
    const error = await fixture.refusal('StartQuery', requestWith({ endTime: endTime - 1 }));

    expect(queryId).not.toBe('');
    expect(error).toMatchObject({ code: 'MalformedQueryException' });
  });

  it('refuses a range that ends before what the retention has left', async () => {
    const fixture = fixtureWith(0);
    fixture.service.store.append(group, 's', [{ timestamp: 0, message: 'x' }]);
    fixture.service.store.createLogGroup(group, { retentionDays: 1 });
    const ending = (secondsAgo: number) => ({ startTime: 0, endTime: startMs / 1000 - secondsAgo });

    const error = await fixture.refusal('StartQuery', requestWith(ending(86_401)));
    const queryId = await startQuery(fixture, ending(86_400 - 1));

    expect(error).toMatchObject({ code: 'MalformedQueryException', message: expect.stringContaining('retention') });
    expect(queryId).not.toBe('');
  });

  it('takes a range that one of several log groups reaches back to', async () => {
    const fixture = fixtureWith(1);
    fixture.service.store.createLogGroup('/young');

    const queryId = await startQuery(fixture, { logGroupNames: ['/young', group] });
    const error = await fixture.refusal('StartQuery', requestWith({ logGroupNames: ['/young'] }));

    expect(queryId).not.toBe('');
    expect(error).toMatchObject({ code: 'MalformedQueryException' });
  });

  it('lets 100 queries run at once and the next one when one has ended', async () => {
    const fixture = fixtureWith(1);
    for (let count = 0; count < 100; count += 1) await startQuery(fixture);

    const error = await fixture.refusal('StartQuery', requestWith());
    fixture.clock.advance(3000);
    const queryId = await startQuery(fixture);

    expect(error).toMatchObject({
      code: 'LimitExceededException',
      message: 'Account maximum query concurrency limit of [100] reached.',
    });
    expect(queryId).not.toBe('');
  });
});

describe('the rate of calls', () => {
  it('is 10 a second for StartQuery and GetQueryResults each, and recovers', async () => {
    const limited = createLogsFixture({}, { limitsCalls: true });
    limited.service.store.createLogGroup(group);
    append(limited, 1);
    for (let count = 0; count < 10; count += 1) await startQuery(limited);

    const error = await limited.refusal('StartQuery', requestWith());
    const other = await limited.refusal('GetQueryResults', { queryId: 'unknown' });
    limited.clock.advance(100);
    const queryId = await startQuery(limited);

    expect(error).toMatchObject({ code: 'ThrottlingException', message: 'Rate exceeded' });
    expect(other).toMatchObject({ code: 'ResourceNotFoundException' });
    expect(queryId).not.toBe('');
    await expect(limited.refusal('StartQuery', requestWith())).resolves.toMatchObject({ code: 'ThrottlingException' });
  });
});
