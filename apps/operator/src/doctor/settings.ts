import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';

import { allOf } from '../aws';
import { counted, jsonIn } from '../command';
import { type Judgement, deployAgain, failed, ok, warning } from './findings';
import { type Aws } from './reads';
import { type Body, type Declared, type Value, blockIn, isSame, nameIn } from './stacks';

/** AWS's answer about one resource. */
export type Answer = Readonly<Record<string, unknown>>;

/** One setting: its path in the stack's JSON, its path in AWS's answer, and its default if the stack has none. */
type Setting = readonly [what: string, inStack: string, inAnswer: string, byDefault?: Value];

/** A type of resource: how to read a deployed one, which settings to compare, and what else its answer shows. */
interface Kind {
  readonly area: string;
  readonly noun: string;
  readonly read: (aws: Aws, name: string, body: Body) => Promise<Answer | undefined>;
  readonly settings: readonly Setting[];
  /** Absent: its own name. */
  readonly name?: (body: Body) => string;
  /** What is wrong even if every setting equals the stack's. */
  readonly state?: (answer: Answer, name: string, stage: string) => Judgement | undefined;
  /** What to do if it does not exist; absent: deploy. */
  readonly absent?: string;
}

const runAgain = 'run this again in a minute';

/** More messages than a run of the largest report sends to a queue. */
const manyMessages = 1_500;

/** By Terraform's type, in the order in which they are shown. */
export const kinds: Readonly<Record<string, Kind>> = {
  aws_lambda_function: {
    area: 'functions',
    noun: 'function',
    read: (aws, FunctionName) =>
      aws.find('lambda:GetFunctionConfiguration', async ({ lambda }) => {
        const readConcurrency = () => lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
        return {
          ...(await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))),
          ...(await aws.ask('lambda:GetFunctionConcurrency', readConcurrency)),
        };
      }),
    settings: [
      ['reserved concurrency', 'reserved_concurrent_executions', 'ReservedConcurrentExecutions'],
      ['runtime', 'runtime', 'Runtime'],
      ['handler', 'handler', 'Handler'],
      ['timeout', 'timeout', 'Timeout', 3],
      ['memory', 'memory_size', 'MemorySize', 128],
      ['role', 'role', 'Role'],
      ['log group', 'logging_config.log_group', 'LoggingConfig.LogGroup'],
      ['variable', 'environment.variables', 'Environment.Variables'],
    ],
    state: ({ State, StateReason = 'no reason', LastUpdateStatus, LastUpdateStatusReason = 'no reason' }, name) => {
      if (State === 'Failed') return failed(`${name} has failed: ${StateReason}`);
      if (State !== 'Active') {
        return warning(`${name} is ${State}: ${StateReason}`, `${runAgain}; an idle one wakes when called`);
      }
      if (LastUpdateStatus === 'Successful') return undefined;
      return LastUpdateStatus === 'Failed'
        ? failed(`the last update of ${name} failed: ${LastUpdateStatusReason}`)
        : warning(`an update of ${name} is ${LastUpdateStatus}`, runAgain);
    },
  },
  aws_iam_role_policy: {
    area: 'grants',
    noun: 'policy',
    name: ({ role, name }) => `${role}/${name}`,
    read: (aws, _name, { role, name }) =>
      aws.find('iam:GetRolePolicy', async ({ iam }) => ({
        grants: grantsIn(await iam.readRolePolicy(String(role), String(name))),
      })),
    settings: [['grant', 'policy', 'grants']],
  },
  aws_dynamodb_table: {
    area: 'tables',
    noun: 'table',
    absent: 'restore it from its last backup (aws dynamodb list-backups --backup-type SYSTEM), or make an empty one: ',
    read: (aws, TableName) =>
      aws.find('dynamodb:DescribeTable', async ({ dynamoDb }) => {
        const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
        const readTtl = () => dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }));
        const { TimeToLiveDescription: ttl } = await aws.ask('dynamodb:DescribeTimeToLive', readTtl);
        const readBackups = () => dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName }));
        const backups = await aws.ask('dynamodb:DescribeContinuousBackups', readBackups);
        const { PointInTimeRecoveryDescription: recovery } = backups.ContinuousBackupsDescription ?? {};
        const keyOf = (type: string) => Table?.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
        const hasTtl = ttl?.TimeToLiveStatus === 'ENABLED' || ttl?.TimeToLiveStatus === 'ENABLING';
        return {
          ...{ TableStatus: Table?.TableStatus, hash: keyOf('HASH'), range: keyOf('RANGE') },
          ...{ ttl: hasTtl ? ttl.AttributeName : undefined, isProtected: Table?.DeletionProtectionEnabled ?? false },
          recovers: recovery?.PointInTimeRecoveryStatus === 'ENABLED',
        };
      }),
    settings: [
      ['TTL', 'ttl.attribute_name', 'ttl'],
      ['point-in-time recovery', 'point_in_time_recovery.enabled', 'recovers', false],
      ['deletion protection', 'deletion_protection_enabled', 'isProtected', false],
      ['partition key', 'hash_key', 'hash'],
      ['sort key', 'range_key', 'range'],
    ],
    state: ({ TableStatus }, name) =>
      TableStatus === 'ACTIVE' ? undefined : warning(`the table ${name} is ${TableStatus}`, runAgain),
  },
  aws_cloudwatch_log_group: {
    area: 'logs',
    noun: 'log group',
    read: (aws, name) =>
      aws.ask('logs:DescribeLogGroups', async ({ logs }) => {
        const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
        return logGroups.find(({ logGroupName }) => logGroupName === name) as Answer | undefined;
      }),
    settings: [['retention in days', 'retention_in_days', 'retentionInDays']],
  },
  aws_sqs_queue: {
    area: 'queues',
    noun: 'queue',
    read: async (aws, QueueName) => {
      const found = await aws.find('sqs:GetQueueUrl', ({ sqs }) => sqs.send(new GetQueueUrlCommand({ QueueName })));
      if (!found) return undefined;
      const input = { QueueUrl: found.QueueUrl, AttributeNames: ['All' as const] };
      const ask = new GetQueueAttributesCommand(input);
      return (await aws.ask('sqs:GetQueueAttributes', ({ sqs }) => sqs.send(ask))).Attributes ?? {};
    },
    settings: [
      ['redrive policy', 'redrive_policy', 'RedrivePolicy'],
      ['visibility timeout', 'visibility_timeout_seconds', 'VisibilityTimeout', 30],
      ['retention in seconds', 'message_retention_seconds', 'MessageRetentionPeriod', 345_600],
      ['largest message', 'max_message_size', 'MaximumMessageSize', 262_144],
      ['delay', 'delay_seconds', 'DelaySeconds', 0],
    ],
    state: ({ ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: inFlight }, name) => {
      if (name.endsWith('-dlq')) {
        const count = Number(visible) + Number(inFlight);
        const advice = 'find the cause first, then redrive: docs/operations.md, "Dead letters"';
        return count === 0 ? undefined : failed(`${counted(count, 'dead letter')} in ${name}`, advice);
      }
      return Number(visible) <= manyMessages
        ? undefined
        : warning(`${visible} messages wait in ${name}`, 'look at its consumer: errors, throttles, concurrency');
    },
  },
  aws_lambda_event_source_mapping: {
    area: 'mappings',
    noun: 'mapping',
    name: ({ event_source_arn: queue, function_name: name }) => `${String(queue).split(':').at(-1)} to ${name}`,
    read: async (aws, _name, { event_source_arn: queue, function_name: FunctionName }) => {
      const list = new ListEventSourceMappingsCommand({ FunctionName: String(FunctionName) });
      const answer = await aws.find('lambda:ListEventSourceMappings', ({ lambda }) => lambda.send(list));
      const found = answer?.EventSourceMappings?.find(({ EventSourceArn }) => isSame(queue, EventSourceArn));
      return found && { ...found, isEnabled: !/^Disabl/.test(found.State ?? '') };
    },
    settings: [
      ['enabled', 'enabled', 'isEnabled', true],
      ['batch size', 'batch_size', 'BatchSize', 10],
      ['batching window', 'maximum_batching_window_in_seconds', 'MaximumBatchingWindowInSeconds', 0],
      ['concurrency', 'scaling_config.maximum_concurrency', 'ScalingConfig.MaximumConcurrency'],
      ['response types', 'function_response_types', 'FunctionResponseTypes'],
    ],
    state: ({ State, LastProcessingResult: result }, name) => {
      if (/^PROBLEM/.test(String(result))) return failed(`the mapping of ${name} can't poll: ${result}`);
      return /^(Enabled|Disabl.*)$/.test(String(State))
        ? undefined
        : warning(`the mapping of ${name} is ${State}`, runAgain);
    },
  },
  aws_scheduler_schedule: {
    area: 'schedules',
    noun: 'schedule',
    read: (aws, Name) =>
      aws.find(
        'scheduler:GetSchedule',
        async ({ scheduler }) => (await scheduler.send(new GetScheduleCommand({ Name }))) as object as Answer,
      ),
    settings: [
      ['state', 'state', 'State', 'ENABLED'],
      ['expression', 'schedule_expression', 'ScheduleExpression'],
      ['time zone', 'schedule_expression_timezone', 'ScheduleExpressionTimezone', 'UTC'],
      ['target', 'target.arn', 'Target.Arn'],
      ['input', 'target.input', 'Target.Input'],
      ['role', 'target.role_arn', 'Target.RoleArn'],
    ],
  },
  aws_sns_topic_subscription: {
    area: 'alerts',
    noun: 'subscription',
    name: ({ endpoint }) => String(endpoint),
    read: async (aws, name, { topic_arn: topic }) => {
      const { arn, region, accountId } = await aws.identity();
      const TopicArn = `arn:${arn.split(':')[1]}:sns:${region}:${accountId}:${String(topic).slice(1)}`;
      return aws.find('sns:ListSubscriptionsByTopic', async ({ sns }) => {
        const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
        const own = Subscriptions.filter(({ Endpoint }) => Endpoint === name);
        // Ended subscriptions are listed as "Deleted" for some days.
        return own.find(({ SubscriptionArn }) => SubscriptionArn !== 'Deleted') as Answer | undefined;
      });
    },
    settings: [['protocol', 'protocol', 'Protocol']],
    state: ({ SubscriptionArn }, name) =>
      String(SubscriptionArn).startsWith('arn:')
        ? undefined
        : failed(
            `the subscription of ${name} is not confirmed: no alarm reaches it`,
            'click the link in the mail "AWS Notification - Subscription Confirmation"; it is valid for two days',
          ),
  },
  aws_cloudwatch_metric_alarm: {
    area: 'alarms',
    noun: 'alarm',
    read: async (aws, name) => {
      const [AlarmNamePrefix = ''] = /^[^-]*-[^-]*-/.exec(name) ?? [];
      // All at once: AWS takes only nine such calls a second.
      const pages = await aws.once(AlarmNamePrefix, () =>
        aws.ask('cloudwatch:DescribeAlarms', ({ cloudWatch: client }) =>
          allOf(paginateDescribeAlarms({ client }, { AlarmNamePrefix })),
        ),
      );
      const alarms = pages.flatMap(({ MetricAlarms = [] }) => MetricAlarms);
      return alarms.find(({ AlarmName }) => AlarmName === name) as Answer | undefined;
    },
    settings: [
      ['threshold', 'threshold', 'Threshold'],
      ['comparison', 'comparison_operator', 'ComparisonOperator'],
      ['evaluation periods', 'evaluation_periods', 'EvaluationPeriods'],
      ['treatment of missing data', 'treat_missing_data', 'TreatMissingData', 'missing'],
      ['actions enabled', 'actions_enabled', 'ActionsEnabled', true],
      ['recipients', 'alarm_actions', 'AlarmActions'],
    ],
    state: ({ StateValue, StateReason }, name, stage) => {
      const short = name.replace(`pulso-${stage}-`, '');
      return StateValue === 'ALARM'
        ? failed(`${short} is on: ${StateReason}`, `docs/operations.md says what to do about ${short}`)
        : undefined;
    },
  },
};

/** Reads a declared resource from AWS; undefined: it does not exist. @throws {NotReadError} */
export const readDeployed = async (aws: Aws, { type, body }: Declared): Promise<Answer | undefined> => {
  const kind = kinds[type];
  return kind?.read(aws, (kind.name ?? nameIn)(body), body);
};

/** Compares all resources of one kind with the stacks: one line for all equal ones, and one for each that differs. */
export function compare(
  type: string,
  resources: readonly { readonly declared: Declared; readonly answer: Answer | undefined }[],
  stage: string,
): Judgement[] {
  const kind = kinds[type];
  if (!kind) return [];
  const nameOf = ({ body }: Declared): string => (kind.name ?? nameIn)(body);
  const missing = resources.filter(({ answer }) => !answer).map(({ declared }) => declared);
  const absences = [...Map.groupBy(missing, ({ stack }) => stack)].map(([stack, lacking]) =>
    failed(lackText(stack, kind.noun, lacking.map(nameOf)), `${kind.absent ?? ''}${deployAgain(stage, stack)}`),
  );
  const judgements = resources.map(({ declared, answer }): Judgement[] => {
    if (!answer) return [];
    const name = nameOf(declared);
    const deploy = deployAgain(stage, declared.stack);
    const differences = kind.settings.flatMap((setting) => differencesIn(setting, declared.body, answer)).join('; ');
    const state = kind.state?.(answer, name, stage);
    return [
      ...(differences === '' ? [] : [failed(`${kind.noun} ${name}: ${differences}`, deploy)]),
      ...(state ? [{ ...state, advice: state.advice ?? deploy }] : []),
    ];
  });
  const goodCount = judgements.filter(({ length }) => length === 0).length - missing.length;
  const good = goodCount > 0 ? [ok(`${goodCount} of ${resources.length} are as the stacks say`)] : [];
  return [...good, ...absences, ...judgements.flat()];
}

function lackText(stack: string, noun: string, names: readonly string[]): string {
  if (names.length === 1) return `there is no ${noun} ${names[0]}`;
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `the stack ${stack} lacks ${names.length} of its kind ${noun}: ${names.slice(0, 3).join(', ')}${more}`;
}

function differencesIn([what, inStack, inAnswer, byDefault]: Setting, body: Body, answer: Answer): string[] {
  const said = at(body, inStack) ?? byDefault;
  const found = at(answer, inAnswer);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return differenceOf(what, said, found);
  const wanted = typeof said === 'string' ? grantsIn(said) : ((said ?? {}) as Body);
  const members = found as Body;
  return [...new Set([...Object.keys(wanted), ...Object.keys(members)])].flatMap((key) =>
    differenceOf(`${what} ${key}`, wanted[key], members[key]),
  );
}

function differenceOf(what: string, said: Value, found: Value): string[] {
  // SQS writes numbers as texts.
  if (isSame(said, typeof said === 'number' && typeof found === 'string' ? Number(found) : found)) return [];
  const shown = (value: Value): string => (value === undefined ? 'none' : String(value));
  const isLong = (value: Value): boolean => typeof value === 'object' || shown(value).length > 60;
  if (found === undefined && isLong(said)) return [`${what} is missing`];
  if (said === undefined && isLong(found)) return [`${what} is there, and the stack has none`];
  if (isLong(said) || isLong(found)) return [`${what} is another one than the stack says`];
  return [`${what} is ${shown(found)}, the stack says ${shown(said)}`];
}

/** @param path - Members, joined by dots; in a block with one entry, that entry's members. */
const at = (from: unknown, path: string): Value =>
  path.split('.').reduce<unknown>((value, name) => blockIn(value as Value)[name], from as Body) as Value;

/** @returns The statements of a policy by their names. */
function grantsIn(policy: string): Body {
  const { Statement = [] } = (jsonIn(policy) ?? {}) as { readonly Statement?: readonly Body[] };
  return Object.fromEntries([Statement].flat().map((grant, index) => [grant['Sid'] ?? `${index + 1}`, grant]));
}
