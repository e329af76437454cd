import * as z from 'zod';

import { type KeyAttribute, type TableDefinition } from '../dynamodb';
import {
  type LogGroupDefinition,
  type ParameterDefinition,
  type QueueDefinition,
  type ScheduleDefinition,
} from './definitions';
import { json, type Located, readAll } from './read-arguments';
import { type ResolvedResource } from './resolve-stack';
import { StackError } from './stack-file';

const queueShape = {
  name: z.string(),
  max_message_size: z.number(),
  message_retention_seconds: z.number(),
  visibility_timeout_seconds: z.number().default(30),
  receive_wait_time_seconds: z.number().default(0),
  redrive_policy: json(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int().min(1) })).optional(),
  sqs_managed_sse_enabled: z.literal(true),
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html (the defaults) */
export const readQueues = (resources: readonly ResolvedResource[]): Located<QueueDefinition>[] =>
  readAll(resources, 'aws_sqs_queue', queueShape, (given, { arn }) => ({
    ...{ name: given.name, arn, delaySeconds: 0 },
    visibilityTimeoutSeconds: given.visibility_timeout_seconds,
    messageRetentionSeconds: given.message_retention_seconds,
    maxMessageBytes: given.max_message_size,
    receiveWaitTimeSeconds: given.receive_wait_time_seconds,
    ...(given.redrive_policy && { redrive: given.redrive_policy }),
  }));

const keySchema = z.array(z.strictObject({ attribute_name: z.string(), key_type: z.enum(['HASH', 'RANGE']) }));

const tableShape = {
  name: z.string(),
  billing_mode: z.literal('PAY_PER_REQUEST'),
  hash_key: z.string(),
  range_key: z.string().optional(),
  attribute: z.array(z.strictObject({ name: z.string(), type: z.enum(['S', 'N']) })),
  global_secondary_index: z
    .array(z.strictObject({ name: z.string(), key_schema: keySchema, projection_type: z.literal('KEYS_ONLY') }))
    .default([]),
  ttl: z.strictObject({ attribute_name: z.string(), enabled: z.literal(true) }),
  point_in_time_recovery: z.object({ enabled: z.boolean() }).optional(),
  deletion_protection_enabled: z.boolean(),
};

export const readTables = (resources: readonly ResolvedResource[]): Located<TableDefinition>[] =>
  readAll(resources, 'aws_dynamodb_table', tableShape, (given, { arn, where }) => {
    const keyOf = (name: string | undefined): KeyAttribute => {
      const key = given.attribute.find((attribute) => attribute.name === name);
      if (!key) throw new StackError(where, `the key "${name}" is not among its attributes`);
      return key;
    };
    return {
      ...{ name: given.name, arn, timeToLiveAttribute: given.ttl.attribute_name },
      ...(given.point_in_time_recovery?.enabled && { isRecoverable: true }),
      partitionKey: keyOf(given.hash_key),
      ...(given.range_key !== undefined && { sortKey: keyOf(given.range_key) }),
      indexes: given.global_secondary_index.map(({ name, key_schema: keys }) => {
        const sort = keys.find(({ key_type: type }) => type === 'RANGE');
        return {
          name,
          partitionKey: keyOf(keys.find(({ key_type: type }) => type === 'HASH')?.attribute_name),
          ...(sort && { sortKey: keyOf(sort.attribute_name) }),
        };
      }),
    };
  });

const logGroupShape = {
  name: z.string(),
  retention_in_days: z.number(),
  deletion_protection_enabled: z.boolean(),
};

export const readLogGroups = (resources: readonly ResolvedResource[]): Located<LogGroupDefinition>[] =>
  readAll(resources, 'aws_cloudwatch_log_group', logGroupShape, (given, { arn }) => ({
    name: given.name,
    arn,
    retentionDays: given.retention_in_days,
  }));

/** A write-only value is a placeholder by definition, so a parameter has none. */
const parameterShape = {
  name: z.string(),
  type: z.literal('SecureString'),
  tier: z.literal('Standard'),
  value_wo: z.string(),
  value_wo_version: z.number(),
};

export const readParameters = (resources: readonly ResolvedResource[]): Located<ParameterDefinition>[] =>
  readAll(resources, 'aws_ssm_parameter', parameterShape, ({ name, type }, { arn }) => ({ name, arn, type }));

const scheduleShape = {
  name: z.string(),
  schedule_expression: z.string(),
  schedule_expression_timezone: z.string(),
  flexible_time_window: z.strictObject({ mode: z.literal('OFF') }),
  target: z.strictObject({
    arn: z.string(),
    role_arn: z.string(),
    input: z.string(),
    retry_policy: z.strictObject({
      maximum_retry_attempts: z.number(),
      maximum_event_age_in_seconds: z.number(),
    }),
    dead_letter_config: z.strictObject({ arn: z.string() }).optional(),
  }),
};

export const readSchedules = (resources: readonly ResolvedResource[]): Located<ScheduleDefinition>[] =>
  readAll(resources, 'aws_scheduler_schedule', scheduleShape, ({ name, target, ...given }, { arn }) => ({
    ...{ name, arn, expression: given.schedule_expression, timezone: given.schedule_expression_timezone },
    ...{ enabled: true, targetArn: target.arn, roleArn: target.role_arn, input: target.input },
    maximumRetryAttempts: target.retry_policy.maximum_retry_attempts,
    maximumEventAgeSeconds: target.retry_policy.maximum_event_age_in_seconds,
    ...(target.dead_letter_config && { deadLetterArn: target.dead_letter_config.arn }),
  }));
