import { type DeliveryFault } from '@pulso/world/sqs';

import { queueDefinition } from '../testing/definitions';
import { type SqsService } from './sqs-service';
import { type SqsInProcess, startSqsInProcess } from './testing/start-sqs-in-process';

describe('a queue with faults', () => {
  const asked: string[] = [];
  let started: SqsInProcess;
  let sqs: SqsService;

  const start = async (fault: DeliveryFault | undefined): Promise<void> => {
    asked.length = 0;
    started = await startSqsInProcess([queueDefinition('jobs')], (queueName) => {
      asked.push(queueName);
      return fault;
    });
    ({ sqs } = started);
  };

  afterEach(() => started.stop());

  const receive = () => sqs.receive('jobs', { maxMessages: 10, waitSeconds: 0 });

  it('delivers a message twice under one ID, each copy to be deleted by itself', async () => {
    await start({ duplicateAfterMs: 0 });
    const messageId = await sqs.send('jobs', { body: 'hello' });

    const messages = await receive();

    expect(messages.map((message) => [message.messageId, message.body])).toEqual([
      [messageId, 'hello'],
      [messageId, 'hello'],
    ]);
    await sqs.deleteBatch('jobs', [messages[0]?.receiptHandle ?? '']);
    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 1 });
  });

  it('delivers it again after a while, when the first has long been deleted', async () => {
    await start({ duplicateAfterMs: 60_000 });
    await sqs.send('jobs', { body: 'hello' });
    const first = await receive();
    await sqs.deleteBatch(
      'jobs',
      first.map(({ receiptHandle }) => receiptHandle),
    );

    await started.pass(59);
    expect(await receive()).toEqual([]);
    await started.pass(2);

    expect((await receive()).map(({ messageId }) => messageId)).toEqual(first.map(({ messageId }) => messageId));
  });

  it('adds to the delay that the sender asked for, and asks once per message', async () => {
    await start({ delayMs: 30_000 });
    await sqs.send('jobs', { body: 'hello', delaySeconds: 30 });

    await started.pass(59);
    expect(await receive()).toEqual([]);
    await started.pass(2);
    expect(await receive()).toHaveLength(1);
    await started.pass(39);

    expect(await receive()).toHaveLength(1);
    expect(asked).toEqual(['jobs']);
  });

  it('delivers as usual what no fault is for', async () => {
    await start(undefined);
    await sqs.send('jobs', { body: 'hello' });

    expect(await receive()).toHaveLength(1);
    expect(asked).toEqual(['jobs']);
  });
});
