import { queueDefinition } from '../testing/definitions';
import { startSqsInProcess } from './testing/start-sqs-in-process';

describe('Queues of the stacks', () => {
  it('have their dead-letter queues again after a start, also when the API has changed them before', async () => {
    const dead = queueDefinition('dead');
    const work = queueDefinition('work', { redrive: { deadLetterTargetArn: dead.arn, maxReceiveCount: 3 } });
    const closed = {
      name: dead.name,
      arn: dead.arn,
      attributes: {
        VisibilityTimeout: '30',
        DelaySeconds: '0',
        MaximumMessageSize: '1048576',
        MessageRetentionPeriod: '345600',
        ReceiveMessageWaitTimeSeconds: '0',
        RedriveAllowPolicy: '{"redrivePermission":"denyAll"}',
      },
      createdAtSeconds: 0,
      modifiedAtSeconds: 0,
    };
    const { sqs, stop } = await startSqsInProcess();
    sqs.load([closed]);

    await expect(sqs.createQueues([work, dead])).resolves.toBeUndefined();
    stop();
  });
});
