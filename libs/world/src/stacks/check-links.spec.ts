import {
  arnStart,
  bodyIn,
  read,
  readSpoiled,
  removeWrittenStacks,
  sender,
  type Resources,
  worker,
} from './testing/written-stacks';

afterAll(removeWrittenStacks);

describe('reading stops at stacks that do not fit together:', () => {
  it.each<[string, (resources: Resources) => void, RegExp]>([
    [
      'a redrive to a queue that does not exist',
      (resources) =>
        (bodyIn(resources, 'aws_sqs_queue', 'jobs')['redrive_policy'] =
          `{"deadLetterTargetArn":"${arnStart}:gone","maxReceiveCount":5}`),
      /aws_sqs_queue\.jobs: its dead-letter queue arn:aws:sqs:eu-west-1:000000000000:gone is not declared by any stack/,
    ],
    [
      'a mapping to a queue that does not exist',
      (resources) =>
        (bodyIn(resources, 'aws_lambda_event_source_mapping', 'jobs')['event_source_arn'] = `${arnStart}:gone`),
      /aws_lambda_event_source_mapping\.jobs: its queue arn:.*:gone is not declared/,
    ],
    [
      'a mapping to a function that does not exist',
      (resources) => (bodyIn(resources, 'aws_lambda_event_source_mapping', 'jobs')['function_name'] = 'gone'),
      /its function gone is not declared/,
    ],
    [
      'a log group that does not exist',
      (resources) =>
        (bodyIn(resources, 'aws_lambda_function', 'worker')['logging_config'] = {
          log_format: 'Text',
          log_group: '/gone',
        }),
      /its log group \/gone is not declared/,
    ],
    [
      'a failure destination that does not exist',
      (resources) =>
        (resources['aws_lambda_function_event_invoke_config'] = {
          c: { function_name: 'worker', destination_config: { on_failure: { destination: `${arnStart}:gone` } } },
        }),
      /its failure destination arn:.*:gone is not declared/,
    ],
  ])('%s', (_case, spoil, message) => {
    expect(() => readSpoiled(spoil)).toThrow(message);
  });

  it('a schedule whose target does not exist', () => {
    expect(() => read({ sender: sender() })).toThrow(
      /^The stacks do not fit together: sender: aws_scheduler_schedule\.sweep: its target arn:.*:jobs is not declared/,
    );
  });

  it('the same name in two stacks, with both places', () => {
    const other = { aws_sqs_queue: { mine: { name: 'jobs' } } };

    expect(() => read({ worker: worker(), other })).toThrow(
      /queue "jobs" by other: aws_sqs_queue\.mine and by worker: aws_sqs_queue\.jobs/,
    );
  });
});
