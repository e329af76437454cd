import { type DeliverySettings } from '@pulso/contracts/envelope';

import { AwsLimitError } from './limits';
import { type StackSettings } from './pulso-stack';
import { MessageQueue, QueueTrigger } from './queues';
import { ServiceFunction } from './service-function';
import { synthesizeConstructs } from './synthesize-for-spec';

const delivery = (overrides: Partial<DeliverySettings> = {}): DeliverySettings => ({
  queueName: 'things',
  batchSize: 5,
  functionTimeoutSeconds: 30,
  visibilityTimeoutSeconds: 180,
  failureVisibilityTimeoutSeconds: 30,
  maxReceiveCount: 5,
  maximumConcurrency: 2,
  ...overrides,
});

const synthesize = (overrides: Partial<DeliverySettings> = {}, settings: Partial<StackSettings> = {}) =>
  synthesizeConstructs((stack, packageFolder) => {
    const queue = new MessageQueue(stack, 'things', {
      delivery: delivery(overrides),
      harm: 'Things do not come.',
    });
    const consumer = new ServiceFunction(stack, 'thing', {
      baseName: 'thing',
      packageFolder,
      timeoutSeconds: 30,
      environment: {},
    });
    new QueueTrigger(stack, 'trigger', { queue, consumer });
  }, settings);

const problemsOf = (overrides: Partial<DeliverySettings>): readonly string[] => {
  try {
    synthesize(overrides);
    return [];
  } catch (error) {
    if (error instanceof AwsLimitError) return error.problems;
    throw error;
  }
};

describe('MessageQueue', () => {
  it('sends messages that were received too often to a dead-letter queue, which keeps them longer', () => {
    const [deadLetters, queue] = synthesize().resources('aws_sqs_queue');

    expect(deadLetters).toMatchObject({ name: 'pulso-test-things-dlq', message_retention_seconds: 1_209_600 });
    expect(queue).toMatchObject({ name: 'pulso-test-things', message_retention_seconds: 345_600 });
    expect(queue?.['redrive_policy']).toMatch(/"maxReceiveCount":5/);
  });

  it("takes messages of 1 MiB in both queues, not the provider's quarter of it", () => {
    const queues = synthesize().resources('aws_sqs_queue');

    expect(queues.map((queue) => queue['max_message_size'])).toEqual([1_048_576, 1_048_576]);
  });

  it('rings when a message enters the dead-letter queue, and when its consumer is stuck', () => {
    const [age, arrivals] = synthesize().resources('aws_cloudwatch_metric_alarm');

    expect(age).toMatchObject({
      alarm_name: 'pulso-test-things-age',
      namespace: 'AWS/SQS',
      metric_name: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: 'pulso-test-things' },
      statistic: 'Maximum',
      threshold: 3_600,
    });
    expect(arrivals).toMatchObject({
      alarm_name: 'pulso-test-things-dlq',
      metric_query: [
        { id: 'visible', metric: { dimensions: { QueueName: 'pulso-test-things-dlq' }, period: 60 } },
        { id: 'hidden', metric: { metric_name: 'ApproximateNumberOfMessagesNotVisible' } },
        { id: 'growth', expression: 'DIFF(FILL(visible, 0) + FILL(hidden, 0))', return_data: true },
      ],
      threshold: 1,
      evaluation_periods: 5,
      datapoints_to_alarm: 1,
      treat_missing_data: 'notBreaching',
    });
  });

  it('protects both queues only in a stage that protects data', () => {
    const protecting = synthesize().resources('aws_sqs_queue');
    const others = synthesize({}, { protectsData: false }).resources('aws_sqs_queue');

    expect(protecting.map(({ lifecycle }) => lifecycle)).toEqual([
      { prevent_destroy: true },
      { prevent_destroy: true },
    ]);
    expect(others.map(({ lifecycle }) => lifecycle)).toEqual([undefined, undefined]);
  });

  it('lets no other queue use its dead-letter queue', () => {
    const [allow] = synthesize().resources('aws_sqs_queue_redrive_allow_policy');

    expect(allow?.['redrive_allow_policy']).toMatch(/"redrivePermission":"byQueue","sourceQueueArns":\["[^"]*"\]/);
  });

  it.each<[string, Partial<DeliverySettings>, RegExp]>([
    ['too few receives', { maxReceiveCount: 4 }, /receive count is 4, .*5 to 1000/],
    ['a name that is too long with -dlq', { queueName: 'q'.repeat(66) }, /has 81 char.*80/],
    ['a name with a dot', { queueName: 'a.fifo' }, /does not match/],
  ])('refuses %s and states the numbers', (_case, overrides, problem) => {
    expect(problemsOf(overrides)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('QueueTrigger', () => {
  it('settles messages one by one, at a limited concurrency', () => {
    const [mapping] = synthesize().resources('aws_lambda_event_source_mapping');

    expect(mapping).toMatchObject({
      batch_size: 5,
      scaling_config: { maximum_concurrency: 2 },
      function_response_types: ['ReportBatchItemFailures'],
    });
  });

  it('is made after its queue and its function, whose role must be able to read the queue', () => {
    const [mapping] = synthesize().resources('aws_lambda_event_source_mapping');

    expect(mapping).toMatchObject({
      depends_on: [expect.stringMatching(/^aws_sqs_queue\.things_queue_/)],
      function_name: expect.stringMatching(/^\$\{aws_lambda_function\.thing_function_/),
    });
  });

  it.each<[string, Partial<DeliverySettings>, RegExp]>([
    ['a visibility timeout that ends too early', { visibilityTimeoutSeconds: 179 }, /is 179 s, six times .* is 180 s/],
    ['a concurrency of one', { maximumConcurrency: 1 }, /concurrency is 1, .*2 to 1000/],
    ['a concurrency of 1001', { maximumConcurrency: 1_001 }, /concurrency is 1001/],
    ['a batch of 11', { batchSize: 11 }, /batch size is 11, .*1 to 10/],
    ['a function slower than its contract', { functionTimeoutSeconds: 20 }, /promises .* 20 s, the function has 30 s/],
  ])('refuses %s and states the numbers', (_case, overrides, problem) => {
    expect(problemsOf(overrides)).toEqual([expect.stringMatching(problem)]);
  });
});
