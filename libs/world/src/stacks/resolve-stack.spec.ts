import { bodyIn, readSpoiled, removeWrittenStacks, type Resources } from './testing/written-stacks';

afterAll(removeWrittenStacks);

describe('resolving stops with the place and the reason', () => {
  it.each<[string, (resources: Resources) => void, RegExp]>([
    [
      'at a circle',
      (resources) => {
        bodyIn(resources, 'aws_sqs_queue', 'dead')['redrive_policy'] =
          '{"deadLetterTargetArn":"${aws_sqs_queue.jobs.arn}"}';
      },
      /^worker: .*circle: aws_sqs_queue\.jobs -> aws_sqs_queue\.dead -> aws_sqs_queue\.jobs$/,
    ],
    [
      'at a reference to nothing',
      (resources) => (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${aws_iam_role.gone.arn}'),
      /^worker: aws_lambda_function\.worker\.role: can't resolve aws_iam_role\.gone\.arn: it is not declared/,
    ],
    [
      'at an unknown attribute',
      (resources) => (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${aws_iam_role.worker.unique_id}'),
      /"unique_id" is neither declared nor known/,
    ],
    [
      'at an inherited attribute',
      (resources) =>
        (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${aws_iam_role.worker.constructor}'),
      /"constructor" is neither declared nor known/,
    ],
    [
      'at a variable',
      (resources) => (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${var.role}'),
      /can't resolve var\.role: "var" is not supported/,
    ],
    [
      'at a resource type with behaviour',
      (resources) => (resources['aws_kinesis_stream'] = { news: { name: 'news' } }),
      /^worker: aws_kinesis_stream\.news: the local cloud does not imitate resources of type aws_kinesis_stream$/,
    ],
    [
      'at a resource type named like an object member',
      (resources) => (resources['toString'] = { x: {} }),
      /resources of type toString/,
    ],
    [
      'at an argument with behaviour',
      (resources) =>
        (bodyIn(resources, 'aws_lambda_event_source_mapping', 'jobs')['filter_criteria'] = { filter: [{}] }),
      /aws_lambda_event_source_mapping\.jobs: the local cloud does not imitate the argument "filter_criteria"/,
    ],
    [
      'at a FIFO queue',
      (resources) => (bodyIn(resources, 'aws_sqs_queue', 'dead')['fifo_queue'] = true),
      /"fifo_queue" = true/,
    ],
    [
      'at a count',
      (resources) => (bodyIn(resources, 'aws_sqs_queue', 'dead')['count'] = 2),
      /aws_sqs_queue\.dead: .* imitate "count"/,
    ],
    [
      'at a log level that drops lines',
      (resources) =>
        (bodyIn(resources, 'aws_lambda_function', 'worker')['logging_config'] = {
          log_format: 'JSON',
          application_log_level: 'ERROR',
        }),
      /"application_log_level" = "ERROR"/,
    ],
    [
      'at a generated name',
      (resources) => (resources['aws_sqs_queue'] = { ...resources['aws_sqs_queue'], x: { name_prefix: 'x' } }),
      /aws_sqs_queue\.x: it needs "name", a text/,
    ],
    [
      'at a value of the wrong kind',
      (resources) => (bodyIn(resources, 'aws_lambda_function', 'worker')['timeout'] = 'soon'),
      /aws_lambda_function\.worker: "timeout" must be a number/,
    ],
    [
      'at a policy that is no JSON',
      (resources) => (bodyIn(resources, 'aws_iam_role_policy', 'worker')['policy'] = '{"Statement":'),
      /aws_iam_role_policy\.worker: "policy" must be JSON/,
    ],
    [
      'at a package that was not written',
      (resources) =>
        Object.assign(bodyIn(resources, 'aws_lambda_function', 'worker'), {
          filename: 'gone.zip',
          code_sha256: 'x',
        }),
      /its package .*gone\.zip does not exist/,
    ],
    [
      'at a hash of a package that was not written',
      (resources) =>
        (bodyIn(resources, 'aws_lambda_function', 'worker')['code_sha256'] = '${filebase64sha256("gone.zip")}'),
      /gone\.zip does not exist; synthesize/,
    ],
    [
      'at a policy of AWS',
      (resources) =>
        (resources['aws_iam_role_policy_attachment'] = {
          a: { role: 'worker', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        }),
      /resources of type aws_iam_role_policy_attachment/,
    ],
  ])('%s', (_case, spoil, message) => {
    expect(() => readSpoiled(spoil)).toThrow(message);
  });
});
