import { queueDefinition } from '../testing/queue-definition';
import { startTestCloud, testRegion } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { type SqsService } from './sqs-service';

describe('Messages that are too old', () => {
  it('are not counted any more', async () => {
    let service: SqsService | undefined;
    const cloud = await startTestCloud((clock) => [(service = createSqsService({ clock, region: testRegion }))]);
    await service?.createQueues([queueDefinition('brief', { messageRetentionSeconds: 60 })]);
    await service?.send('brief', { body: 'old' });

    await cloud.clock.runUntil(cloud.clock.nowMs() + 61_000);

    expect(service?.depths('brief')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
    await cloud.stop();
    service?.close();
  });
});
