import { type TableDefinition } from '../dynamodb';
import { type ParameterSettings } from '../mail-and-parameters';
import { type QueueSettings } from '../sqs';

/** What the synthesized stacks declare, with every expression resolved. The local cloud runs this and nothing else. */
export interface CloudDefinition {
  /** The one region of all stacks. */
  readonly region: string;
  readonly accountId: string;
  readonly queues: readonly QueueDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly eventSourceMappings: readonly EventSourceMappingDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly logGroups: readonly LogGroupDefinition[];
  readonly parameters: readonly ParameterDefinition[];
  readonly roles: readonly RoleDefinition[];
  readonly metricFilters: readonly MetricFilterDefinition[];
  readonly alarms: readonly AlarmDefinition[];
}

/** What the model of SQS takes. */
export type QueueDefinition = QueueSettings;

export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** For example `handler.handler`: file without its extension, then the exported name. */
  readonly handler: string;
  readonly runtime: string;
  /** Absolute path of the deployment package: a zip file. */
  readonly packagePath: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Absent: no limit of its own. */
  readonly reservedConcurrency?: number;
  readonly logGroupName: string;
  readonly logFormat: 'JSON' | 'Text';
  /** Whether a function URL without IAM authentication exists. Its callers need two permissions of the policy. */
  readonly publicUrl: boolean;
  /** Who else may call it: a policy document as a JSON value, made of its permissions. */
  readonly policy?: unknown;
  readonly asyncInvoke: {
    readonly maximumRetryAttempts: number;
    readonly maximumEventAgeSeconds: number;
    readonly onFailureDestinationArn?: string;
  };
}

export interface EventSourceMappingDefinition {
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  readonly maximumConcurrency?: number;
  readonly reportsBatchItemFailures: boolean;
  /** Only shown: a disabled mapping polls nevertheless. */
  readonly enabled?: boolean;
}

export interface ScheduleDefinition {
  readonly name: string;
  readonly arn: string;
  /** `cron(...)`, `rate(...)` or `at(...)`. */
  readonly expression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  /** A function's or a queue's ARN. */
  readonly targetArn: string;
  readonly roleArn: string;
  /** With `<aws.scheduler.*>` context attributes not replaced yet. */
  readonly input: string;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly deadLetterArn?: string;
}

export interface LogGroupDefinition {
  readonly name: string;
  readonly arn: string;
  readonly retentionDays?: number;
}

export interface ParameterDefinition extends ParameterSettings {
  readonly arn: string;
}

export interface RoleDefinition {
  readonly name: string;
  readonly arn: string;
  /** Who may take the role: a policy document as a JSON value. */
  readonly assumeRolePolicy: unknown;
  /** Policy documents as JSON values. */
  readonly policies: readonly unknown[];
  /** Their names, in the same order. */
  readonly policyNames?: readonly string[];
}

/** A metric by its full name. Two sets of dimensions make two metrics. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** An alarm's query for data points of a metric. */
export interface MetricStatDefinition {
  /** For expressions; `m1` where the alarm names a single metric. */
  readonly id: string;
  readonly metric: MetricName;
  /** For example `Sum` or `p95`. */
  readonly statistic: string;
}

/** An alarm's expression over other queries. */
interface MetricExpressionDefinition {
  readonly id: string;
  readonly expression: string;
}

export interface AlarmDefinition {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly queries: readonly (MetricStatDefinition | MetricExpressionDefinition)[];
  /** Which of the queries is compared with the threshold. */
  readonly watchedId: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  /** How long after its creation it waits for data; 0: not at all. */
  readonly warmUpMinutes: number;
  readonly treatMissingData: 'breaching' | 'notBreaching';
  /** ARNs. */
  readonly alarmActions: readonly string[];
  /** ARNs. */
  readonly okActions: readonly string[];
}

export interface MetricFilterDefinition {
  readonly name: string;
  readonly logGroupName: string;
  readonly pattern: string;
  readonly metric: Pick<MetricName, 'name' | 'namespace'>;
  /** A number, or a selector such as `$.durationMs`. */
  readonly value: string;
  /** Selectors by the names of dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
}
