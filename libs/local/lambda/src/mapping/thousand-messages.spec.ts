import { createSqsService } from '@pulso/local/aws';
import { followClock } from '@pulso/world/time';

import { deploy } from '../testing/deploy';
import { until } from '../testing/until';
import { queueDefinition } from '../testing/watched-queue';
import { startEventSourceMappings } from './start-event-source-mappings';

const messageCount = 1_000;

/** Answers with nothing and logs the bodies of its batch. */
const source = `exports.handler = async ({ Records }) => {
  console.log('batch ' + Records.map(({ body }) => body).join(','));
  return { batchItemFailures: [] };
};`;

describe('a thousand messages of a queue', () => {
  it('reach a function in batches of ten, each once', async () => {
    const { runtime, clock, messages, stop } = deploy({ worker: { source, logFormat: 'Text' } });
    const unfollow = followClock(clock);
    const sqs = createSqsService({ clock, region: 'eu-central-1' });
    const queue = queueDefinition('jobs', { visibilityTimeoutSeconds: 360 });
    sqs.createQueues([queue]);
    for (let index = 0; index < messageCount; index += 1) await sqs.send('jobs', { body: `m${index}` });
    const faults: unknown[] = [];

    const mappings = startEventSourceMappings({
      mappings: [
        {
          queueArn: queue.arn,
          functionName: 'worker',
          batchSize: 10,
          maximumBatchingWindowSeconds: 0,
          reportsBatchItemFailures: true,
        },
      ],
      queues: [queue],
      runtime,
      queueAccess: sqs,
      clock,
      onFault: (error) => faults.push(error),
    });
    await until(() => {
      const { visible, inFlight } = sqs.depths('jobs');
      return visible + inFlight === 0;
    });
    sqs.close();
    await mappings.stop();
    await stop();
    unfollow();

    const batches = messages.flatMap((message) => /batch ([m\d,]+)/.exec(message)?.[1]?.split(',') ?? []);
    expect(batches.sort()).toEqual(Array.from({ length: messageCount }, (_, index) => `m${index}`).sort());
    expect(messages.filter((message) => message.startsWith('REPORT'))).toHaveLength(messageCount / 10);
    expect(faults).toEqual([]);
  });
});
