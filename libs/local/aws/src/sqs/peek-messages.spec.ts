import { queueDefinition } from '../testing/definitions';
import { type SqsService } from './sqs-service';
import { type SqsInProcess, startSqsInProcess } from './testing/start-sqs-in-process';

describe('peeking into a queue', () => {
  let started: SqsInProcess;
  let sqs: SqsService;

  beforeEach(async () => {
    const dead = queueDefinition('jobs-dead');
    const redrive = { deadLetterTargetArn: dead.arn, maxReceiveCount: 1 };
    started = await startSqsInProcess([dead, queueDefinition('jobs', { redrive })]);
    ({ sqs } = started);
  });

  afterEach(() => started.stop());

  const receive = () => sqs.receive('jobs', { maxMessages: 1, waitSeconds: 0 });

  it('shows messages of every state, oldest first, and receives none of them', async () => {
    const type = { DataType: 'String', StringValue: 'x' };
    await sqs.send('jobs', { body: 'taken' });
    await receive();
    // Messages of one millisecond have no order.
    await started.pass(1);
    await sqs.send('jobs', { body: 'waiting', messageAttributes: { type } });
    await started.pass(1);
    await sqs.send('jobs', { body: 'late', delaySeconds: 60 });

    const messages = sqs.peek('jobs');

    expect(messages.map(({ body, state, receiveCount }) => [body, state, receiveCount])).toEqual([
      ['taken', 'inFlight', 1],
      ['waiting', 'visible', 0],
      ['late', 'delayed', 0],
    ]);
    expect(messages[0]?.firstReceivedAtMs).toBeGreaterThanOrEqual(messages[0]?.sentAtMs ?? Infinity);
    expect((messages[2]?.visibleAtMs ?? 0) - (messages[2]?.sentAtMs ?? 0)).toBe(60_000);
    expect(messages[1]).toMatchObject({ messageAttributes: { type } });
    expect(messages[1]).not.toHaveProperty('firstReceivedAtMs');
    expect(sqs.peek('jobs')).toEqual(messages);
    expect(sqs.depths('jobs')).toEqual({ visible: 1, inFlight: 1, delayed: 1 });
  });

  it('says of a dead letter where it came from', async () => {
    await sqs.send('jobs', { body: 'bad' });
    await receive();
    await started.pass(60);
    await receive();

    expect(sqs.peek('jobs')).toEqual([]);
    expect(sqs.peek('jobs-dead')).toMatchObject([
      { body: 'bad', receiveCount: 1, deadLetterSourceArn: 'arn:aws:sqs:eu-central-1:000000000000:jobs' },
    ]);
  });

  it('refuses a queue that does not exist', () => {
    expect(() => sqs.peek('nothing')).toThrow('The specified queue does not exist.');
  });
});
