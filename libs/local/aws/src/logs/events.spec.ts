import { createLogsFixture, type LogsFixture, startMs } from './testing/logs-fixture';

const logGroupName = '/aws/lambda/bot';
const logStreamName = '2026/11/25/[$LATEST]abc';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function fixtureWithStream(): LogsFixture {
  const fixture = createLogsFixture();
  fixture.service.store.createLogGroup(logGroupName);
  fixture.service.store.createLogStream(logGroupName, logStreamName);
  return fixture;
}

const eventAt = (timestamp: number, message = 'x') => ({ timestamp, message });

const messagesOf = (answer: Record<string, unknown>): string[] =>
  (answer.events as { message: string }[]).map(({ message }) => message);

/** What only the emulation has, or AWS would take long to show; the rest is in the conformance specs. */
describe('log groups and streams', () => {
  it.each([
    ['CreateLogGroup', { logGroupName: '' }, 'InvalidParameterException'],
    ['CreateLogGroup', {}, 'InvalidParameterException'],
    ['DescribeLogStreams', {}, 'InvalidParameterException'],
    ['DescribeLogGroups', { limit: 51 }, 'InvalidParameterException'],
    ['DescribeLogGroups', 'no json', 'SerializationException'],
    ['AssociateKmsKey', { logGroupName }, 'UnknownOperationException'],
    ['constructor', {}, 'UnknownOperationException'],
  ])('refuse %s %j with %s', async (operation, input, code) => {
    const error = await fixtureWithStream().refusal(operation, input);

    expect(error.code).toBe(code);
  });
});

describe('the store', () => {
  it('creates the stream with its first event and tells who listens', () => {
    const heard: unknown[] = [];
    const { service } = createLogsFixture({ onAppend: (...written) => heard.push(written) });
    service.store.createLogGroup('g');

    service.store.append('g', 's', [eventAt(startMs + 0.7, 'hello')]);

    expect(heard).toEqual([
      ['g', 's', [{ timestamp: startMs, message: 'hello', ingestionTime: startMs, logStream: 's', logGroupName: 'g' }]],
    ]);
    expect(() => service.store.append('nowhere', 's', [])).toThrow('The specified log group does not exist.');
  });

  it('keeps the events when the retention of a group is set again', () => {
    const { service } = createLogsFixture();
    service.store.createLogGroup('g');
    service.store.append('g', 's', [eventAt(startMs)]);

    service.store.createLogGroup('g', { retentionDays: 3 });

    expect([...service.store.eventsOf(service.store.get('g'))]).toHaveLength(1);
  });
});

describe('PutLogEvents', () => {
  it.each([
    [
      'more than a megabyte, 26 bytes an event included',
      [eventAt(startMs, 'x'.repeat(1_048_551))],
      /Upload too large: 1048577 bytes/,
    ],
    ['more than a megabyte of UTF-8', [eventAt(startMs, '€'.repeat(400_000))], /Upload too large/],
  ])('refuses %s', async (_, logEvents, message) => {
    const error = await fixtureWithStream().refusal('PutLogEvents', { logGroupName, logStreamName, logEvents });

    expect(error).toMatchObject({ code: 'InvalidParameterException', message: expect.stringMatching(message) });
  });

  it.each([
    [[startMs - 14 * dayMs - 1, startMs - 14 * dayMs], { tooOldLogEventEndIndex: 1 }, 1],
    [[startMs + 2 * hourMs, startMs + 2 * hourMs + 1], { tooNewLogEventStartIndex: 1 }, 1],
    [[startMs + 3 * hourMs], { tooNewLogEventStartIndex: 0 }, 0],
  ])('stores of %j what is neither too old nor too new', async (timestamps, rejectedLogEventsInfo, storedCount) => {
    const { call } = fixtureWithStream();
    const logEvents = timestamps.map((timestamp) => eventAt(timestamp));

    const answer = await call('PutLogEvents', { logGroupName, logStreamName, logEvents });

    expect(answer).toEqual({ rejectedLogEventsInfo });
    expect(messagesOf(await call('FilterLogEvents', { logGroupName }))).toHaveLength(storedCount);
  });

  it('reports what the retention has ended', async () => {
    const { call, service } = fixtureWithStream();
    service.store.createLogGroup(logGroupName, { retentionDays: 1 });
    const logEvents = [eventAt(startMs - dayMs - 1), eventAt(startMs - dayMs)];

    const answer = await call('PutLogEvents', { logGroupName, logStreamName, logEvents });

    expect(answer).toEqual({ rejectedLogEventsInfo: { expiredLogEventEndIndex: 1 } });
  });
});

describe('FilterLogEvents', () => {
  it('gives the newest events first when asked to', async () => {
    const fixture = fixtureWithStream();
    fixture.service.store.append(logGroupName, 's', [
      { timestamp: startMs, message: 'older' },
      { timestamp: startMs + 1, message: 'newer' },
    ]);

    const { events } = await fixture.call('FilterLogEvents', { logGroupName, startFromHead: false });

    expect((events as { message: string }[]).map(({ message }) => message)).toEqual(['newer', 'older']);
  });

  it('ends a page before it has more than a megabyte', async () => {
    const fixture = fixtureWithStream();
    const large = (message: string) => ({ timestamp: startMs, message: message.repeat(600_000) });
    fixture.service.store.append(logGroupName, 's', [large('a'), large('b'), large('c')]);
    const page = (nextToken?: unknown) => fixture.call('FilterLogEvents', { logGroupName, nextToken });

    const pages = [await page()];
    for (let token = pages[0]?.['nextToken']; token !== undefined; token = pages.at(-1)?.['nextToken']) {
      pages.push(await page(token));
    }

    expect(pages.map(({ events }) => (events as { message: string }[]).map(({ message }) => message[0]))).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ]);
  });
});
