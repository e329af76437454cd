import { type CloudDefinition } from '../definitions';
import { readCloudDefinition } from '../read-cloud-definition';

export type Resources = Record<string, Record<string, Record<string, unknown>>>;

export const provider = { aws: [{ region: 'eu-west-1' }] };
const data = { aws_caller_identity: { me: {} }, aws_partition: { here: {} } };
export const arnStart =
  'arn:${data.aws_partition.here.partition}:sqs:eu-west-1:${data.aws_caller_identity.me.account_id}';
export const urlStart =
  'https://sqs.eu-west-1.${data.aws_partition.here.dns_suffix}/${data.aws_caller_identity.me.account_id}';

export const queue = (name: string, more: object = {}) => ({
  ...{ name, max_message_size: 1_048_576, message_retention_seconds: 345_600, sqs_managed_sse_enabled: true },
  ...more,
});

/** A stack that owns a queue and consumes it. */
export const worker = (): Resources => ({
  aws_sqs_queue: {
    jobs: queue('jobs', {
      visibility_timeout_seconds: 180,
      redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.dead.arn}","maxReceiveCount":5}',
    }),
    dead: queue('jobs-dlq'),
  },
  aws_sqs_queue_redrive_allow_policy: { dead: { queue_url: '${aws_sqs_queue.dead.url}', redrive_allow_policy: '{}' } },
  aws_cloudwatch_log_group: {
    logs: { name: '/aws/lambda/worker', retention_in_days: 7, deletion_protection_enabled: false },
  },
  aws_iam_role: { worker: { name: 'worker', assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
  aws_iam_role_policy: {
    worker: {
      name: 'needs',
      role: '${aws_iam_role.worker.name}',
      policy: '{"Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"${aws_sqs_queue.jobs.arn}"}]}',
    },
  },
  aws_lambda_function: {
    worker: {
      '//': { note: '${nothing' },
      function_name: 'worker',
      role: '${aws_iam_role.worker.arn}',
      handler: 'handler.handler',
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      filename: 'assets/archive.zip',
      code_sha256: '${filebase64sha256("assets/archive.zip")}',
      timeout: 30,
      memory_size: 256,
      environment: { variables: { QUEUE_URL: '${aws_sqs_queue.jobs.url}' } },
      logging_config: {
        log_format: 'JSON',
        application_log_level: 'INFO',
        log_group: '${aws_cloudwatch_log_group.logs.name}',
      },
      tracing_config: { mode: 'PassThrough' },
      depends_on: ['aws_iam_role_policy.worker'],
    },
  },
  aws_lambda_event_source_mapping: {
    jobs: {
      event_source_arn: '${aws_sqs_queue.jobs.arn}',
      function_name: '${aws_lambda_function.worker.arn}',
      batch_size: 5,
      scaling_config: { maximum_concurrency: 20 },
      function_response_types: ['ReportBatchItemFailures'],
    },
  },
});

/** A stack that sends to the queue of the other one. */
export const sender = (): Resources => ({
  aws_iam_role: { schedule: { name: 'schedule', assume_role_policy: '{"Statement":[]}' } },
  aws_scheduler_schedule: {
    sweep: {
      name: 'sweep',
      schedule_expression: 'rate(5 minutes)',
      schedule_expression_timezone: 'UTC',
      flexible_time_window: { mode: 'OFF' },
      target: {
        arn: `${arnStart}:jobs`,
        role_arn: '${aws_iam_role.schedule.arn}',
        input: '{"at":"<aws.scheduler.scheduled-time>"}',
        retry_policy: { maximum_retry_attempts: 2, maximum_event_age_in_seconds: 300 },
      },
    },
  },
});

/** Reads stacks by their names. @param stacks - A text is used as it is, anything else as JSON. */
export const readWritten = (stacks: Readonly<Record<string, unknown>>): CloudDefinition =>
  readCloudDefinition({
    stackFiles: Object.entries(stacks).map(([name, content]) => ({
      path: `/out/infra-${name}/stacks/${name}/cdk.tf.json`,
      text: typeof content === 'string' ? content : JSON.stringify(content),
    })),
    queueUrl: (name) => `http://127.0.0.1:4566/000000000000/${name}`,
    rewrites: [{ prefix: 'https://api.telegram.org', replacement: 'http://127.0.0.1:8081' }],
  });

export const read = (stacks: Readonly<Record<string, Resources>>): CloudDefinition =>
  readWritten(
    Object.fromEntries(Object.entries(stacks).map(([name, resource]) => [name, { provider, data, resource }])),
  );

/** Reads both stacks after the first one was changed. */
export function readSpoiled(spoil: (resources: Resources) => void): CloudDefinition {
  const resources = worker();
  spoil(resources);
  return read({ worker: resources, sender: sender() });
}

/** Sets arguments of one resource of the first stack. */
export const setting =
  (type: string, name: string, given: object) =>
  (resources: Resources): void => {
    resources[type] = { ...resources[type], [name]: { ...resources[type]?.[name], ...given } };
  };

export const withVariable = (value: string) =>
  readSpoiled(setting('aws_lambda_function', 'worker', { environment: { variables: { TARGET: value } } })).functions[0]
    ?.environment['TARGET'];
