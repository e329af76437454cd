import { type QueueDefinition } from '@pulso/local/terraform';

import { queueTies } from './queue-handlers';

const queue = (name: string, redrive?: QueueDefinition['redrive']): QueueDefinition => ({
  ...{ name, arn: `arn:aws:sqs:eu-central-1:000000000000:${name}` },
  ...{ visibilityTimeoutSeconds: 30, delaySeconds: 0, messageRetentionSeconds: 60, maxMessageBytes: 1_024 },
  receiveWaitTimeSeconds: 0,
  ...(redrive && { redrive }),
});

const dead = queue('jobs-dlq');
const jobs = queue('jobs', { deadLetterTargetArn: dead.arn, maxReceiveCount: 5 });
const worker = { queueArn: jobs.arn, functionName: 'worker', batchSize: 1, maximumBatchingWindowSeconds: 0 };
const stacks = {
  queues: [jobs, dead],
  schedules: [],
  functions: [],
  eventSourceMappings: [{ ...worker, reportsBatchItemFailures: true }],
};

describe('queueTies', () => {
  it('says who takes the messages of a queue, and where those go that fail', () => {
    expect(queueTies(jobs, stacks)).toEqual({
      consumers: ['worker'],
      deadLettersOf: [],
      redrive: { queue: 'jobs-dlq', maxReceiveCount: 5 },
    });
  });

  it('says of a dead-letter queue whose it is', () => {
    expect(queueTies(dead, stacks)).toEqual({ consumers: [], deadLettersOf: [{ kind: 'queue', name: 'jobs' }] });
  });

  it('takes a queue that has a consumer for no dead-letter queue', () => {
    const mapping = { ...worker, queueArn: dead.arn, functionName: 'mender', reportsBatchItemFailures: true };

    const ties = queueTies(dead, { ...stacks, eventSourceMappings: [mapping] });

    expect(ties).toEqual({ consumers: ['mender'], deadLettersOf: [] });
  });
});
