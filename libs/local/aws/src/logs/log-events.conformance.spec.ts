import {
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  type InputLogEvent,
  PutLogEventsCommand,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { type LogsTarget, startLogsTarget } from './testing/start-logs-target';

const reference = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Events = { events?: { message?: string | undefined }[] | undefined };

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`log events by their API (${reference})`, () => {
  let logs: LogsTarget;
  let client: LogsTarget['client'];
  let logGroupName: string;

  beforeEach(async () => {
    logs = await startLogsTarget();
    ({ client, logGroupName } = logs);
  });

  afterEach(() => logs?.stop());

  const eventAt = (timestamp: number, message = 'x'): InputLogEvent => ({ timestamp, message });
  const messagesOf = ({ events = [] }: Events) => events.map(({ message }) => message);
  const filter = (overrides: Partial<FilterLogEventsCommandInput> = {}) =>
    client.send(new FilterLogEventsCommand({ logGroupName, ...overrides }));
  const found = async (overrides: Partial<FilterLogEventsCommandInput> = {}) => messagesOf(await filter(overrides));
  /** Writes `0`, `1` and so on, a millisecond apart. @returns The time of the first. */
  const putNumbered = async (count: number): Promise<number> => {
    const fromMs = Date.now() - hourMs;
    await logs.put(Array.from({ length: count }, (_, index) => eventAt(fromMs + index, String(index))));
    return fromMs;
  };

  describe('PutLogEvents', () => {
    it('accepts a batch in order (API_PutLogEvents)', async () => {
      const now = Date.now();

      const { rejectedLogEventsInfo } = await logs.put([eventAt(now - 1, 'first'), eventAt(now, 'second')]);

      expect(rejectedLogEventsInfo).toBeUndefined();
      expect(await found()).toEqual(['first', 'second']);
    });

    it('reports what is too old and stores the rest (API_PutLogEvents, API_RejectedLogEventsInfo)', async () => {
      const limitMs = Date.now() - 14 * dayMs;

      const { rejectedLogEventsInfo } = await logs.put([
        eventAt(limitMs - hourMs, 'old'),
        eventAt(limitMs - hourMs + 1, 'old too'),
        eventAt(limitMs + hourMs, 'kept'),
      ]);

      expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 2 });
      expect(await found()).toEqual(['kept']);
    });

    it('reports what is more than two hours ahead and stores the rest (API_PutLogEvents)', async () => {
      const now = Date.now();

      const { rejectedLogEventsInfo } = await logs.put([eventAt(now, 'kept'), eventAt(now + 3 * hourMs)]);

      expect(rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
      expect(await found()).toEqual(['kept']);
    });

    it.each<[string, (now: number) => InputLogEvent[], RegExp]>([
      [
        'events out of order',
        (now) => [eventAt(now), eventAt(now - 1)],
        /^Log events in a single PutLogEvents request must be in chronological order\.$/,
      ],
      ['more than a day in one batch', (now) => [eventAt(now - dayMs - 1), eventAt(now)], /24 hours/],
      ['an empty batch', () => [], /logEvents/],
      ['an empty message', (now) => [eventAt(now, '')], /message/],
      [
        'more than a megabyte',
        (now) => Array.from({ length: 5 }, () => eventAt(now, 'x'.repeat(250_000))),
        /Upload too large|1048576/,
      ],
      ['more than 10,000 events', (now) => Array.from({ length: 10_001 }, () => eventAt(now)), /logEvents|10000/],
    ])('refuses %s and stores nothing (API_PutLogEvents)', async (_title, eventsAt, message) => {
      expect(await rejectionOf(logs.put(eventsAt(Date.now())))).toMatchObject(
        refusal('InvalidParameterException', message),
      );
      expect(messagesOf(await filter())).toEqual([]);
    });

    it('creates neither a stream nor a group (API_PutLogEvents)', async () => {
      const logEvents = [eventAt(Date.now())];
      const nowhere = { logGroupName: `${logGroupName}-nowhere`, logStreamName: 'one', logEvents };

      expect(await rejectionOf(logs.put(logEvents, 'nowhere'))).toMatchObject(
        refusal('ResourceNotFoundException', /^The specified log stream does not exist\.$/),
      );
      expect(await rejectionOf(client.send(new PutLogEventsCommand(nowhere)))).toMatchObject(
        refusal('ResourceNotFoundException', /^The specified log group does not exist\.$/),
      );
    });
  });

  describe('GetLogEvents', () => {
    const get = (overrides: Partial<GetLogEventsCommandInput> = {}) =>
      client.send(new GetLogEventsCommand({ logGroupName, logStreamName: 'one', limit: 2, ...overrides }));

    it('reads forward from the head until the token stays the same (API_GetLogEvents)', async () => {
      await putNumbered(3);

      const first = await get({ startFromHead: true });
      const second = await get({ startFromHead: true, nextToken: first.nextForwardToken });
      const third = await get({ startFromHead: true, nextToken: second.nextForwardToken });

      expect([first, second, third].map(messagesOf)).toEqual([['0', '1'], ['2'], []]);
      expect(third.nextForwardToken).toBe(second.nextForwardToken);
    });

    it('starts with the last page and reads back (API_GetLogEvents)', async () => {
      await putNumbered(3);

      const last = await get();
      const before = await get({ nextToken: last.nextBackwardToken });

      expect([last, before].map(messagesOf)).toEqual([['1', '2'], ['0']]);
    });

    it('leaves out the end of its range (API_GetLogEvents)', async () => {
      const fromMs = await putNumbered(2);

      expect(messagesOf(await get({ endTime: fromMs + 1 }))).toEqual(['0']);
    });

    it('is refused with a token that is none and a limit above 10,000 (API_GetLogEvents)', async () => {
      expect(await rejectionOf(get({ nextToken: 'made up' }))).toMatchObject(
        refusal('InvalidParameterException', /^The specified nextToken is invalid\.$/),
      );
      expect(await rejectionOf(get({ limit: 10_001 }))).toMatchObject(
        refusal(
          'InvalidParameterException',
          /^1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000$/,
        ),
      );
      expect(await rejectionOf(get({ logStreamName: 'nowhere' }))).toMatchObject(
        refusal('ResourceNotFoundException', /^The specified log stream does not exist\.$/),
      );
    });
  });

  describe('FilterLogEvents', () => {
    it('gives the events of all streams by time, in pages (API_FilterLogEvents)', async () => {
      await logs.createStream('other');
      const fromMs = Date.now() - hourMs;
      await logs.put([eventAt(fromMs, '0'), eventAt(fromMs + 2, '2')]);
      await logs.put([eventAt(fromMs + 1, '1')], 'other');
      const seen: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = await filter({ limit: 2, ...(nextToken !== undefined && { nextToken }) });
        seen.push(...(page.events ?? []).map(({ logStreamName, message }) => `${logStreamName}: ${message}`));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);

      expect(seen).toEqual(['one: 0', 'other: 1', 'one: 2']);
      expect(await found({ logStreamNamePrefix: 'oth' })).toEqual(['1']);
      expect(await found({ logStreamNames: ['one'] })).toEqual(['0', '2']);
    });

    it('includes both ends of its range (API_FilterLogEvents)', async () => {
      const fromMs = await putNumbered(4);

      expect(await found({ startTime: fromMs + 1, endTime: fromMs + 2 })).toEqual(['1', '2']);
    });

    it('filters by terms and selectors (API_FilterLogEvents, FilterAndPatternSyntax.html)', async () => {
      const now = Date.now();
      await logs.put(['ERROR one 500', 'WARN two 404', '{"level":"ERROR","ms":12}'].map((text) => eventAt(now, text)));
      const matching = async (filterPattern: string) => messagesOf(await filter({ filterPattern })).sort();

      expect(await matching('ERROR')).toEqual(['ERROR one 500', '{"level":"ERROR","ms":12}']);
      expect(await matching('?one ?two')).toEqual(['ERROR one 500', 'WARN two 404']);
      expect(await matching('ERROR -level')).toEqual(['ERROR one 500']);
      expect(await matching('{ $.ms > 10 }')).toEqual(['{"level":"ERROR","ms":12}']);
      expect(await rejectionOf(matching('{ $.ms >'))).toMatchObject(refusal('InvalidParameterException', /./));
    });

    it.each<[string, Partial<FilterLogEventsCommandInput>, RegExp]>([
      ['a token that is none', { nextToken: 'made up' }, /^The specified nextToken is invalid\.$/],
      [
        'a limit above 10,000',
        { limit: 10_001 },
        /^1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000$/,
      ],
      ['two ways to name streams', { logStreamNames: ['one'], logStreamNamePrefix: 'o' }, /./],
    ])('is refused with %s (API_FilterLogEvents)', async (_title, overrides, message) => {
      expect(await rejectionOf(filter(overrides))).toMatchObject(refusal('InvalidParameterException', message));
    });

    it('is refused when one of its streams does not exist (API_FilterLogEvents)', async () => {
      expect(await rejectionOf(filter({ logStreamNames: ['one', 'nowhere'] }))).toMatchObject(
        refusal('ResourceNotFoundException', /^The specified log stream does not exist\.$/),
      );
    });
  });

  describe('TestMetricFilter', () => {
    const matching = async (filterPattern: string, ...logEventMessages: string[]) =>
      (await client.send(new TestMetricFilterCommand({ filterPattern, logEventMessages }))).matches;

    it('gives the numbers of the events that match (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
      const matches = await matching('{ $.status >= 400 }', '{"status":404}', '{"status":200}', '{"status":400}');

      expect(matches?.map(({ eventNumber }) => eventNumber)).toEqual([0, 2]);
    });

    it.each([
      [
        '{ $.level = ERR* && $.users[0].id > 1 }',
        '{"level":"ERROR","users":[{"id":2}]}',
        { '$.level': 'ERROR', '$.users[0].id': '2' },
      ],
      ['"[ERROR]"', '[ERROR] end', {}],
    ])(
      'extracts by %s what selectors point to (API_TestMetricFilter)',
      async (pattern, eventMessage, extractedValues) => {
        expect(await matching(pattern, '[INFO] start', eventMessage)).toEqual([
          { eventNumber: 1, eventMessage, extractedValues },
        ]);
      },
    );

    it('refuses a pattern without a value (API_TestMetricFilter)', async () => {
      expect(await rejectionOf(matching('{ $.a >', 'x'))).toMatchObject(refusal('InvalidParameterException', /./));
    });
  });
});
