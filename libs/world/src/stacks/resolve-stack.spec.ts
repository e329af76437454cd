import * as fc from 'fast-check';

import { resolveText } from './resolve-stack';
import { StackError, type Value } from './stack-file';
import {
  arnStart,
  provider,
  queue,
  read,
  readSpoiled,
  readWritten,
  type Resources,
  sender,
  setting,
  worker,
} from './testing/written-stacks';

const onFunction = (given: object) => setting('aws_lambda_function', 'worker', given);
const onMapping = (given: object) => setting('aws_lambda_event_source_mapping', 'jobs', given);
const logging = { log_format: 'JSON', application_log_level: 'INFO', log_group: '/aws/lambda/worker' };

describe('reading stops with the place and the reason', () => {
  it.each<[string, (resources: Resources) => void, RegExp]>([
    [
      'at a circle',
      setting('aws_sqs_queue', 'dead', { redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.jobs.arn}"}' }),
      /^worker: .*circle: aws_sqs_queue\.jobs -> aws_sqs_queue\.dead -> aws_sqs_queue\.jobs$/,
    ],
    [
      'at a reference to nothing',
      onFunction({ role: '${aws_iam_role.gone.arn}' }),
      /^worker: aws_lambda_function\.worker\.role: aws_iam_role\.gone\.arn is not declared/,
    ],
    [
      'at an unknown attribute',
      onFunction({ role: '${aws_iam_role.worker.constructor}' }),
      /attribute aws_iam_role\.worker\.constructor is not known/,
    ],
    ['at a variable', onFunction({ role: '${var.role}' }), /only references are supported/],
    [
      'at a resource type with behaviour',
      setting('aws_kinesis_stream', 'news', { name: 'news' }),
      /^worker: aws_kinesis_stream\.news: the local cloud does not imitate resources of type aws_kinesis_stream$/,
    ],
    ['at a resource type named like an object member', setting('toString', 'x', {}), /resources of type toString/],
    [
      'at an argument with behaviour',
      onMapping({ filter_criteria: { filter: [{}] } }),
      /aws_lambda_event_source_mapping\.jobs: the local cloud does not imitate the argument "filter_criteria"/,
    ],
    ['at a count', setting('aws_sqs_queue', 'dead', { count: 2 }), /aws_sqs_queue\.dead: .* the argument "count"/],
    [
      'at a log level that drops lines',
      onFunction({ logging_config: { ...logging, application_log_level: 'ERROR' } }),
      /"logging_config\.application_log_level": /,
    ],
    [
      'at a generated name',
      setting('aws_sqs_queue', 'x', { name_prefix: 'x' }),
      /aws_sqs_queue\.x: it needs "name", a text/,
    ],
    ['at a value of the wrong kind', onFunction({ timeout: 'soon' }), /aws_lambda_function\.worker: "timeout": /],
    [
      'at a policy that is not JSON',
      setting('aws_iam_role_policy', 'worker', { policy: '{"Statement":' }),
      /aws_iam_role_policy\.worker: "policy": it must be JSON/,
    ],
    [
      'at a redrive to a queue that does not exist',
      setting('aws_sqs_queue', 'jobs', {
        redrive_policy: `{"deadLetterTargetArn":"${arnStart}:gone","maxReceiveCount":5}`,
      }),
      /aws_sqs_queue\.jobs: its dead-letter queue arn:aws:sqs:eu-west-1:000000000000:gone is not declared by any stack/,
    ],
    [
      'at a mapping to a queue that does not exist',
      onMapping({ event_source_arn: `${arnStart}:gone` }),
      /aws_lambda_event_source_mapping\.jobs: its queue arn:.*:gone is not declared/,
    ],
    [
      'at a mapping to a function that does not exist',
      onMapping({ function_name: 'gone' }),
      /its function gone is not declared/,
    ],
    [
      'at a log group that does not exist',
      onFunction({ logging_config: { ...logging, log_group: '/gone' } }),
      /its log group \/gone is not declared/,
    ],
    [
      'at a failure destination that does not exist',
      setting('aws_lambda_function_event_invoke_config', 'c', {
        ...{ function_name: 'worker', maximum_retry_attempts: 2, maximum_event_age_in_seconds: 60 },
        destination_config: { on_failure: { destination: `${arnStart}:gone` } },
      }),
      /its failure destination arn:.*:gone is not declared/,
    ],
  ])('%s', (_case, spoil, message) => {
    expect(() => readSpoiled(spoil)).toThrow(message);
  });

  it('at a schedule whose target does not exist', () => {
    expect(() => read({ sender: sender() })).toThrow(
      /^The stacks do not fit together: sender: aws_scheduler_schedule\.sweep: its target arn:.*:jobs is not declared/,
    );
  });

  it('at the same name in two stacks, with both places', () => {
    const other = { aws_sqs_queue: { mine: queue('jobs') } };

    expect(() => read({ worker: worker(), other })).toThrow(
      /arn:aws:sqs:.*:jobs by worker: aws_sqs_queue\.jobs and by other: aws_sqs_queue\.mine/,
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['half a file', '{"resource":', /cdk\.tf\.json: it can not be read as JSON/],
    ['no provider', { resource: {} }, /it has no AWS provider with a region/],
    ['two AWS providers', { provider: { aws: [{ region: 'a' }, { region: 'b' }] } }, /a second AWS provider/],
    ['another provider', { provider: { ...provider, random: [{}] } }, /the provider "random"/],
    ['a module', { provider, module: { x: {} } }, /"module" blocks/],
  ])('at %s', (_case, content, message) => {
    expect(() => readWritten({ only: content })).toThrow(message);
  });

  it('at different regions, and without any stack', () => {
    const elsewhere = { provider: { aws: [{ region: 'us-east-1' }] } };

    expect(() => readWritten({ a: { provider }, b: elsewhere })).toThrow(/eu-west-1 \(a\) and us-east-1 \(b\)/);
    expect(() => readWritten({})).toThrow(/holds no synthesized stack/);
  });
});

describe('resolveText', () => {
  const known: Readonly<Record<string, Value>> = {
    'aws_sqs_queue.jobs.arn': 'arn:aws:sqs:::jobs',
    'aws_sqs_queue.dead-letters_54F8.arn': 'arn:aws:sqs:::dead',
    'aws_x.y.port': 80,
    'aws_x.y.names': ['a', 'b'],
  };
  const valueOf = (text: string): Value => resolveText(text, (reference) => known[reference] ?? null, 'here');

  it.each<[string, Value]>([
    ['', ''],
    ['${aws_sqs_queue.jobs.arn}', 'arn:aws:sqs:::jobs'],
    ['${ aws_sqs_queue.dead-letters_54F8.arn }', 'arn:aws:sqs:::dead'],
    ['{"arn":"${aws_sqs_queue.jobs.arn}","n":{"m":5}}', '{"arn":"arn:aws:sqs:::jobs","n":{"m":5}}'],
    ['${aws_x.y.port}', 80],
    ['port ${aws_x.y.port}', 'port 80'],
    ['$${not.this} but ${aws_x.y.port}', '${not.this} but 80'],
    ['%%{not this}', '%{not this}'],
    ['100% of $5', '100% of $5'],
  ])('%j is %j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it.each([
    ['x ${aws_x.y', /a "\$\{" has no end/],
    ['${}', /only references/],
    ['${aws_x.y.arn ? 1 : 2}', /only references/],
    ['${aws_x.y[*].arn}', /only references/],
    ['${jsonencode(aws_x.y.names)}', /only references/],
    ['${aws_x}', /only references/],
    ['%{ if true }x%{ endif }', /directives are not supported/],
    ['x ${aws_x.y.names}', /aws_x\.y\.names is no text/],
    [`\${${'x'.repeat(10_000)}`, /^.{1,300}$/s],
  ])('%.40j is refused with the reason and the place', (text, reason) => {
    expect(() => valueOf(text)).toThrow(StackError);
    expect(() => valueOf(text)).toThrow(reason);
    expect(() => valueOf(text)).toThrow(/^here: /);
  });

  it('either understands a text or refuses it', () => {
    const pieces = fc.constantFrom(...['${', '}', '"', '[', ']', '{', '.', '\\', '%{', '$${', 'a', '1', ' ', '\n']);

    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          valueOf(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(StackError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
