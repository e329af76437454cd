import { queueDefinition } from '../testing/queue-definition';
import { startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { type SqsService } from './sqs-service';

const startMs = Date.parse('2026-11-25T12:00:00Z');

describe('peeking into a queue', () => {
  let cloud: TestCloud;
  let sqs: SqsService;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(sqs = createSqsService({ clock, region: 'eu-central-1' }))]);
    const dead = queueDefinition('jobs-dead');
    await sqs.createQueues([
      dead,
      queueDefinition('jobs', {
        visibilityTimeoutSeconds: 30,
        redrive: { deadLetterTargetArn: dead.arn, maxReceiveCount: 1 },
      }),
    ]);
    await cloud.clock.runUntil(startMs);
  });

  afterEach(async () => {
    sqs.close();
    await cloud.stop();
  });

  const receive = () => sqs.receive('jobs', { maxMessages: 1, waitSeconds: 0 });

  it('shows messages of every state, oldest first, and receives none of them', async () => {
    const type = { DataType: 'String', StringValue: 'x' };
    await sqs.send('jobs', { body: 'taken' });
    await receive();
    // Messages of one millisecond have no order.
    await cloud.clock.runUntil(startMs + 1_000);
    await sqs.send('jobs', { body: 'waiting', messageAttributes: { type } });
    await cloud.clock.runUntil(startMs + 2_000);
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
    await cloud.clock.runUntil(startMs + 60_000);
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
