import { queueDefinition } from '../testing/definitions';
import { type SqsService } from './sqs-service';
import { type SqsInProcess, startSqsInProcess } from './testing/start-sqs-in-process';

type Fields = Readonly<Record<string, unknown>>;

describe('saved queues', () => {
  let started: readonly SqsInProcess[];
  let one: SqsService;
  let other: SqsService;

  beforeEach(async () => {
    started = [await startSqsInProcess([queueDefinition('jobs')]), await startSqsInProcess()];
    [one, other] = started.map(({ sqs }) => sqs) as [SqsService, SqsService];
    await one.send('jobs', { body: 'in flight' });
    await one.receive('jobs', { maxMessages: 1, waitSeconds: 0 });
    await one.send('jobs', { body: 'a', messageAttributes: { kind: { DataType: 'String', StringValue: 'x' } } });
    await one.send('jobs', { body: 'later', delaySeconds: 60 });
  });

  afterEach(() => started.toReversed().forEach(({ stop }) => stop()));

  const saved = (): Fields[] => one.dump().map((record) => JSON.parse(record) as Fields);
  const withMessage = (record: Fields | undefined, fields: Fields): Fields => ({
    ...record,
    message: { ...(record?.['message'] as Fields), ...fields },
  });

  it('are what they were', () => {
    other.load(saved());

    expect(other.depths('jobs')).toEqual({ visible: 1, delayed: 1, inFlight: 1 });
    expect(other.dump()).toEqual(one.dump());
  });

  it('are taken with fields that are not known here', () => {
    const [queue, ...messages] = saved();

    other.load([{ ...queue, later: 1 }, ...messages]);

    expect(other.depths('jobs').visible).toBe(1);
  });

  it.each<[string, (records: Fields[]) => unknown[]]>([
    ['record 1: name: expected string, got nothing', () => [{ x: 1 }]],
    ['record 1: the whole: expected object, got null', () => [null]],
    [
      'record 1: attributes.VisibilityTimeout: expected number, got string of 4',
      ([queue, ...messages]) => [
        { ...queue, attributes: { ...(queue?.['attributes'] as Fields), VisibilityTimeout: 'long' } },
        ...messages,
      ],
    ],
    ['record 2: there is another queue of its name before', ([queue]) => [queue, queue]],
    [
      'record 3: message.receiveCount: expected number, got nothing',
      ([queue, first, ...messages]) => [
        ...[queue, first],
        ...messages.map((message) => withMessage(message, { receiveCount: undefined })),
      ],
    ],
    [
      'record 2: message.sentAtMs: expected number, got string of 4',
      ([queue, first]) => [queue, withMessage(first, { sentAtMs: 'noon' })],
    ],
    [
      'record 4: message.receiptHandle: expected string, got nothing',
      ([queue, visible, delayed, inFlight]) => [
        ...[queue, visible, delayed],
        withMessage(inFlight, { receiptHandle: undefined }),
      ],
    ],
    [
      'record 1: it is a message of the queue jobs, and no record before it is that queue',
      ([, ...messages]) => messages,
    ],
  ])('are refused when they have another form, and nothing is put back: %s', (problem, change) => {
    expect(() => other.load(change(saved()))).toThrow(problem);

    expect(other.dump()).toEqual([]);
  });
});
