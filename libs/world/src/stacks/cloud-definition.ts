import { type QueueSettings } from '../sqs';

import { type AlarmDefinition, type MetricFilterDefinition } from './alarm-definitions';

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

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N';
}

export interface TableDefinition {
  readonly name: string;
  readonly arn: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly globalSecondaryIndexes: readonly {
    readonly name: string;
    readonly partitionKey: KeyAttribute;
    readonly sortKey?: KeyAttribute;
    readonly projectionType: 'ALL' | 'KEYS_ONLY';
  }[];
  readonly timeToLiveAttribute?: string;
}

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

export interface ParameterDefinition {
  readonly name: string;
  readonly arn: string;
  readonly type: 'String' | 'SecureString';
  /** Absent where only the name is declared and the value is set out of band. */
  readonly value?: string;
}

export interface RoleDefinition {
  readonly name: string;
  readonly arn: string;
  /** Who may take the role: a policy document as a JSON value. */
  readonly assumeRolePolicy: unknown;
  /** Policy documents as JSON values. */
  readonly policies: readonly unknown[];
}
