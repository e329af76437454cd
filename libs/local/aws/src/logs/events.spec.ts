import { createLogsFixture, type LogsFixture, startMs } from './testing/logs-fixture';

const logGroupName = '/aws/lambda/bot';
const logStreamName = '2026/11/25/[$LATEST]abc';

function fixtureWithStream(): LogsFixture {
  const fixture = createLogsFixture();
  fixture.service.store.createLogGroup(logGroupName);
  fixture.service.store.createLogStream(logGroupName, logStreamName);
  return fixture;
}

const eventAt = (timestamp: number, message = 'x') => ({ timestamp, message });

const messagesOf = (answer: Record<string, unknown>): string[] =>
  (answer.events as { message: string }[]).map(({ message }) => message);

describe('log groups and streams', () => {
  it.each([
    ['CreateLogGroup', { logGroupName }, 'UnknownOperationException'],
    ['FilterLogEvents', { logGroupIdentifier: logGroupName }, 'InvalidParameterException'],
    ['DescribeLogStreams', {}, 'InvalidParameterException'],
    ['DescribeLogGroups', { limit: 0 }, 'InvalidParameterException'],
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

  it('gives pages, and only what matches', async () => {
    const fixture = fixtureWithStream();
    const messages = ['{"n":1}', 'no JSON', '{"n":2}', '{"n":3}'];
    fixture.service.store.append(
      logGroupName,
      's',
      messages.map((message) => eventAt(startMs, message)),
    );
    const page = (nextToken?: unknown) =>
      fixture.call('FilterLogEvents', { logGroupName, filterPattern: '{ $.n > 0 }', limit: 2, nextToken });

    const first = await page();
    const second = await page(first['nextToken']);

    expect([first, second].map(messagesOf)).toEqual([['{"n":1}', '{"n":2}'], ['{"n":3}']]);
    expect(second).not.toHaveProperty('nextToken');
  });
});

describe('GetLogEvents', () => {
  it('gives the last events of a stream, and a page before them', async () => {
    const fixture = fixtureWithStream();
    const events = ['a', 'b', 'c'].map((message, index) => eventAt(startMs + index, message));
    fixture.service.store.append(logGroupName, logStreamName, events);
    fixture.service.store.append(logGroupName, 'other', [eventAt(startMs, 'other')]);
    const page = (nextToken?: unknown) =>
      fixture.call('GetLogEvents', { logGroupName, logStreamName, limit: 2, nextToken });

    const last = await page();

    expect(messagesOf(last)).toEqual(['b', 'c']);
    expect(messagesOf(await page(last['nextBackwardToken']))).toEqual(['a']);
    expect(messagesOf(await page(last['nextForwardToken']))).toEqual([]);
  });
});

describe('what tells of groups and streams', () => {
  it('gives them by the beginning of a name, streams by their last event', async () => {
    const { service, call } = fixtureWithStream();
    service.store.append(logGroupName, 'newer', [eventAt(startMs)]);

    const groups = await call('DescribeLogGroups', { logGroupNamePrefix: '/aws/' });
    const streams = await call('DescribeLogStreams', {
      ...{ logGroupName, orderBy: 'LastEventTime', descending: true, limit: 1 },
    });

    expect(groups).toMatchObject({ logGroups: [{ logGroupName, storedBytes: 1 }] });
    expect(streams).toMatchObject({ logStreams: [{ logStreamName: 'newer', lastEventTimestamp: startMs }] });
  });
});
