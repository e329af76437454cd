import { createLocalClock, type LocalClock } from '@pulso/world/time';

import { createLogsService, type LogsService } from './create-logs-service';
import { type LogsServiceOptions } from './logs-context';

const startMs = Date.parse('2026-11-25T12:30:00Z');
const group = '/aws/lambda/bot';
const logGroupName = group;
const startTime = startMs / 1000 - 60;
const endTime = startMs / 1000 - 1;

type Members = Readonly<Record<string, unknown>>;

/** Specs of what the adapter does not use; libs/testing/adapter-specs has the others. */
describe('CloudWatch Logs', () => {
  let clock: LocalClock;
  let logs: LogsService;
  /** What the machine's clock says. */
  let nowMs: number;

  const start = (
    overrides: Partial<LogsServiceOptions> = {},
    traits: Parameters<typeof logs.store.createLogGroup>[1] = {},
  ) => {
    (clock as LocalClock | undefined)?.stop();
    nowMs = startMs;
    clock = createLocalClock({ startMs, realNowMs: () => nowMs });
    logs = createLogsService({
      ...{ clock, accountId: '000000000000', region: 'eu-central-1' },
      courseOf: () => ({ scheduledMs: 1000, runningMs: 2000, end: 'Complete' }),
      ...overrides,
    });
    logs.store.createLogGroup(group, traits);
  };
  beforeEach(() => start());
  afterEach(() => clock.stop());

  const call = async (operation: string, input: object | string): Promise<Members> => {
    const { body } = await logs.handle({
      ...{ principal: 'query-worker', service: 'logs', operation, region: 'eu-central-1' },
      ...{ method: 'POST', path: '/', headers: {} },
      body: Buffer.from(typeof input === 'string' ? input : JSON.stringify(input)),
    });
    return JSON.parse(String(body)) as Members;
  };
  const append = (count: number, timestamp = startMs - 1000, message = '{"is_group":true}'): void =>
    logs.store.append(group, 'stream', new Array(count).fill({ timestamp, message }));
  const advance = (byMs: number): Promise<void> => clock.runUntil(clock.nowMs() + byMs);
  const startQuery = async (overrides: object = {}): Promise<string> => {
    const queryString = 'filter is_group = 1 | stats count(*) as calls';
    const query = { logGroupNames: [group], startTime, endTime, queryString, ...overrides };
    return String((await call('StartQuery', query))['queryId']);
  };
  const resultsOf = async (queryId: string) =>
    (await call('GetQueryResults', { queryId })) as {
      readonly status: string;
      readonly results: readonly (readonly { readonly field: string; readonly value: string }[])[];
      readonly statistics: Members;
    };
  const countOf = async (queryId: string) => (await resultsOf(queryId)).results[0]?.[0]?.value;

  describe('a query', () => {
    it('shows an incomplete number while it is running, and what was stored when it became Complete', async () => {
      append(4);
      const queryId = await startQuery();
      const scheduled = await resultsOf(queryId);
      await advance(1000);
      const half = await countOf(queryId);
      append(1);
      await advance(2000);
      append(5);

      expect(scheduled).toMatchObject({ status: 'Scheduled', results: [] });
      expect(half).toBe('2');
      expect(await countOf(queryId)).toBe('5');
      expect(await resultsOf(queryId)).toMatchObject({ statistics: { recordsMatched: 5, logGroupsScanned: 1 } });
    });

    it('answers as of one moment when time goes on while its rows are read', async () => {
      append(4);
      const queryId = await startQuery();
      await advance(1000);
      const { store } = logs;
      const eventsOf = store.eventsOf.bind(store);
      store.eventsOf = (...range) => {
        nowMs += 5000;
        return eventsOf(...range);
      };

      expect(await resultsOf(queryId)).toMatchObject({ status: 'Running', results: [[{ value: '2' }]] });
    });

    it('covers both ends of its range and nothing else', async () => {
      for (const at of [startTime * 1000 - 1, startTime * 1000, endTime * 1000 + 999, endTime * 1000 + 1000])
        append(1, at);
      const queryId = await startQuery();
      await advance(3000);

      expect(await countOf(queryId)).toBe('2');
    });

    it('reads several log groups, says which an event is from, and takes the limit of the call', async () => {
      append(2);
      logs.store.createLogGroup('/other');
      logs.store.append('/other', 's', [{ timestamp: startMs - 5000, message: 'x' }]);
      const queryString = 'fields @log | sort @log';
      const queryId = await startQuery({ logGroupNames: [group, '/other'], queryString, limit: 1 });
      await advance(3000);

      expect((await resultsOf(queryId)).results.map(([cell]) => cell?.value)).toEqual(['000000000000:/aws/lambda/bot']);
    });

    it('sees neither events past their retention nor those that become searchable late', async () => {
      start({ lateByMs: () => 3_600_000 }, { retentionDays: 1, creationTimeMs: 0 });
      append(1, startMs - 86_400_001);
      append(2);
      const first = await startQuery({ startTime: 0 });
      await advance(3_600_000);
      const second = await startQuery({ startTime: 0 });
      await advance(3000);

      expect([await countOf(first), await countOf(second)]).toEqual(['0', '2']);
    });

    it('fails when it makes too many rows of an event', async () => {
      append(1, startMs - 1000, `[${Array.from({ length: 400 }, (_, index) => index).join(',')}]`);
      const queryString = 'fields jsonParse(@message) as l | unnest l into a | unnest l into b | stats count(*)';
      const queryId = await startQuery({ queryString });
      await advance(3000);

      expect(await resultsOf(queryId)).toMatchObject({ status: 'Failed', results: [] });
    });

    it('is refused after ten starts in a second, and when a hundred are running', async () => {
      start({ courseOf: () => ({ scheduledMs: 0, runningMs: 20_000, end: 'Complete' }) });
      append(1);
      for (let count = 0; count < 10; count += 1) await startQuery();
      await expect(startQuery()).rejects.toMatchObject({ name: 'ThrottlingException' });
      for (let count = 10; count < 100; count += 1) await advance(100).then(() => startQuery());
      await advance(100);
      await expect(startQuery()).rejects.toMatchObject({ name: 'LimitExceededException' });
      await advance(20_000);

      expect(await startQuery()).not.toBe('');
    });

    it('is listed by its status, with the text that started it, and forgotten after seven days', async () => {
      append(1);
      const queryId = await startQuery();
      const listed = await call('DescribeQueries', { status: 'Scheduled', logGroupName });
      const others = await call('DescribeQueries', { status: 'Running' });
      await advance(8 * 86_400_000);

      expect(listed).toMatchObject({ queries: [{ queryId, queryString: expect.stringMatching(/^filter is_group/) }] });
      expect(others).toEqual({ queries: [] });
      expect(await call('DescribeQueries', {})).toEqual({ queries: [] });
    });

    it.each([
      ['half a second', { startTime: startTime + 0.5 }, /startTime/],
      ['no log group', { logGroupNames: undefined }, /Exactly one/],
      ['log groups in both members', { logGroupName }, /Exactly one/],
      ['51 log groups', { logGroupNames: Array.from({ length: 51 }, (_, index) => `g${index}`) }, /50 log groups/],
      ['another query language', { queryLanguage: 'PPL' }, /queryLanguage/],
      ['log groups in the query', { queryString: `SOURCE '${group}' | limit 1` }, /not emulate the command SOURCE/],
    ])('is refused with %s', async (_, overrides, message) => {
      const error = { name: 'InvalidParameterException', status: 400, message: expect.stringMatching(message) };

      await expect(startQuery(overrides)).rejects.toMatchObject(error);
    });

    it('is refused with the place of its mistake', async () => {
      await expect(startQuery({ queryString: 'fitler a = 1' })).rejects.toMatchObject({
        name: 'MalformedQueryException',
        message: expect.stringMatching(/did you mean filter/),
        members: { queryCompileError: { location: { startCharOffset: 0, endCharOffset: 5 } } },
      });
    });

    it('is refused a range that no log group reaches back to, by its creation, its events or its retention', async () => {
      const message =
        "Query's end date and time is either before the log groups creation time or exceeds the log groups log " +
        'retention settings ([0,45])';

      await expect(startQuery()).rejects.toMatchObject({ name: 'MalformedQueryException', message });
      expect(await startQuery({ endTime: endTime + 1 })).not.toBe('');
      append(1, endTime * 1000 + 999);
      expect(await startQuery()).not.toBe('');
      await expect(startQuery({ endTime: endTime - 1 })).rejects.toMatchObject({ name: 'MalformedQueryException' });
      start({}, { retentionDays: 1, creationTimeMs: 0 });
      await expect(startQuery({ startTime: 0, endTime: startMs / 1000 - 86_401 })).rejects.toThrow(/retention/);
    });
  });

  describe('events', () => {
    const messagesOf = ({ events }: Members): string[] =>
      (events as { message: string }[]).map(({ message }) => message);

    it('are listed by time, those of one time as they arrived, and passed to the listener', () => {
      const heard: unknown[] = [];
      start({ onAppend: (events) => heard.push(...events) });
      for (const [at, message] of [
        [3.7, 'd'],
        [1, 'a'],
        [2, 'c'],
        [1, 'b'],
      ] as const)
        append(1, startMs + at, message);
      const found = logs.store.eventsOf(logs.store.get(group), { startMs: startMs + 1, endMs: startMs + 3 });

      expect(found.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
      expect(heard[0]).toEqual({
        ...{ timestamp: startMs + 3, message: 'd', ingestionTime: startMs, logStream: 'stream', logGroupName },
      });
      expect(() => logs.store.append('nowhere', 's', [])).toThrow('The specified log group does not exist.');
    });

    it('are filtered page by page, and the newest first when asked to', async () => {
      for (const message of ['{"n":1}', 'no JSON', '{"n":2}', '{"n":3}']) append(1, startMs, message);
      const input = { logGroupName, filterPattern: '{ $.n > 0 }', limit: 2 };
      const first = await call('FilterLogEvents', input);
      const second = await call('FilterLogEvents', { ...input, nextToken: first['nextToken'] });

      expect([first, second].map(messagesOf)).toEqual([['{"n":1}', '{"n":2}'], ['{"n":3}']]);
      expect(second).not.toHaveProperty('nextToken');
      expect(messagesOf(await call('FilterLogEvents', { ...input, startFromHead: false }))[0]).toBe('{"n":3}');
    });

    it('of a stream are shown from its end, or from its head', async () => {
      for (const message of ['a', 'b', 'c']) append(1, startMs, message);
      logs.store.append(group, 'other', [{ timestamp: startMs, message: 'other' }]);
      const input = { logGroupName, logStreamName: 'stream', limit: 2 };

      expect(messagesOf(await call('GetLogEvents', input))).toEqual(['b', 'c']);
      expect(messagesOf(await call('GetLogEvents', { ...input, startFromHead: true }))).toEqual(['a', 'b']);
    });

    it('have groups by name prefix, and streams by their last event', async () => {
      append(1, startMs - 1);
      logs.store.append(group, 'newer', [{ timestamp: startMs, message: 'x' }]);
      const input = { logGroupName, orderBy: 'LastEventTime', descending: true, limit: 1 };
      const streams = await call('DescribeLogStreams', input);
      const groups = await call('DescribeLogGroups', { logGroupNamePrefix: '/aws/' });
      await call('DeleteLogGroup', { logGroupName });

      expect(streams).toMatchObject({ logStreams: [{ logStreamName: 'newer', lastEventTimestamp: startMs }] });
      expect(groups).toMatchObject({ logGroups: [{ logGroupName, storedBytes: 18 }] });
      expect(await call('DescribeLogGroups', {})).toEqual({ logGroups: [] });
    });
  });

  it.each([
    ['CreateLogGroup', { logGroupName }, 'UnknownOperationException'],
    ['FilterLogEvents', { logGroupIdentifier: group }, 'InvalidParameterException'],
    ['DescribeLogGroups', { limit: 0 }, 'InvalidParameterException'],
    ['DescribeLogGroups', 'no json', 'SerializationException'],
    ['constructor', {}, 'UnknownOperationException'],
  ])('refuses %s %j with %s', async (operation, input, name) => {
    await expect(call(operation, input)).rejects.toMatchObject({ name });
  });
});
