import { resolve } from 'node:path';

import * as z from 'zod';

import { type EventSourceMappingDefinition, type FunctionDefinition, type RoleDefinition } from './definitions';
import { functionNameOf, json, type Located, readAll, textMap } from './read-arguments';
import { type ResolvedResource } from './resolve-stack';

const functionShape = {
  function_name: z.string(),
  role: z.string(),
  handler: z.string(),
  runtime: z.string(),
  filename: z.string(),
  architectures: z.tuple([z.literal('arm64')]),
  timeout: z.number(),
  memory_size: z.number(),
  reserved_concurrent_executions: z.number().optional(),
  environment: z.strictObject({ variables: textMap }).optional(),
  // A stricter level drops lines, which is not emulated.
  logging_config: z.strictObject({
    log_format: z.literal('JSON'),
    log_group: z.string(),
    application_log_level: z.literal('INFO'),
  }),
  tracing_config: z.unknown(),
};

const asyncShape = {
  function_name: z.string(),
  maximum_retry_attempts: z.number(),
  maximum_event_age_in_seconds: z.number(),
  destination_config: z.strictObject({ on_failure: z.strictObject({ destination: z.string() }) }),
};

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const asyncDefaults: FunctionDefinition['asyncInvoke'] = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

/** Functions with the settings from other resources. */
export function readFunctions(resources: readonly ResolvedResource[]): Located<FunctionDefinition>[] {
  const asyncInvokes = readAll(resources, 'aws_lambda_function_event_invoke_config', asyncShape, (given) => ({
    functionName: functionNameOf(given.function_name),
    asyncInvoke: {
      maximumRetryAttempts: given.maximum_retry_attempts,
      maximumEventAgeSeconds: given.maximum_event_age_in_seconds,
      onFailureDestinationArn: given.destination_config.on_failure.destination,
    },
  }));
  const urlShape = { function_name: z.string(), authorization_type: z.literal('NONE') };
  const urls = readAll(resources, 'aws_lambda_function_url', urlShape, ({ function_name }) => ({
    functionName: functionNameOf(function_name),
  }));
  const permissions = readPermissions(resources);
  return readAll(resources, 'aws_lambda_function', functionShape, (given, { arn, folder }) => {
    const { function_name: name, reserved_concurrent_executions: reservedConcurrency } = given;
    const packagePath = resolve(folder, given.filename);
    const isFor = ({ value }: Located<{ functionName: string }>) => value.functionName === name;
    const statements = permissions
      .filter(isFor)
      .map(({ value: { functionName: _, ...said } }) => ({ ...said, Resource: arn }));
    return {
      ...{ name, arn, packagePath, handler: given.handler, runtime: given.runtime, roleArn: given.role },
      ...{ timeoutSeconds: given.timeout, memoryMb: given.memory_size },
      environment: given.environment?.variables ?? {},
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
      logGroupName: given.logging_config.log_group,
      logFormat: given.logging_config.log_format,
      publicUrl: urls.some(isFor),
      ...(statements.length > 0 && { policy: { Version: '2012-10-17', Statement: statements } }),
      asyncInvoke: asyncInvokes.find(isFor)?.value.asyncInvoke ?? asyncDefaults,
    };
  });
}

const permissionShape = {
  function_name: z.string(),
  statement_id: z.string(),
  action: z.string(),
  principal: z.literal('*'),
  function_url_auth_type: z.literal('NONE').optional(),
  invoked_via_function_url: z.literal(true).optional(),
};

/**
 * Reads permissions as Lambda's AddPermission does: each becomes a statement of the function's policy.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
const readPermissions = (resources: readonly ResolvedResource[]) =>
  readAll(resources, 'aws_lambda_permission', permissionShape, (given) => ({
    functionName: functionNameOf(given.function_name),
    ...{ Sid: given.statement_id, Effect: 'Allow', Principal: given.principal, Action: given.action },
    Condition: {
      ...(given.function_url_auth_type && { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } }),
      ...(given.invoked_via_function_url && { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }),
    },
  }));

const mappingShape = {
  event_source_arn: z.string(),
  function_name: z.string(),
  batch_size: z.number(),
  scaling_config: z.strictObject({ maximum_concurrency: z.number() }).optional(),
  function_response_types: z.tuple([z.literal('ReportBatchItemFailures')]),
};

/** Queues as sources only. */
export const readMappings = (resources: readonly ResolvedResource[]): Located<EventSourceMappingDefinition>[] =>
  readAll(resources, 'aws_lambda_event_source_mapping', mappingShape, (given) => ({
    queueArn: given.event_source_arn,
    functionName: functionNameOf(given.function_name),
    batchSize: given.batch_size,
    maximumBatchingWindowSeconds: 0,
    ...(given.scaling_config && { maximumConcurrency: given.scaling_config.maximum_concurrency }),
    reportsBatchItemFailures: true,
  }));

/** Roles with their policies. */
export function readRoles(resources: readonly ResolvedResource[]): Located<RoleDefinition>[] {
  const policyShape = { name: z.string(), role: z.string(), policy: json(z.unknown()) };
  const policies = readAll(resources, 'aws_iam_role_policy', policyShape, ({ name, role, policy }) => ({
    name,
    role,
    policy,
  }));
  const shape = { name: z.string(), assume_role_policy: json(z.unknown()) };
  return readAll(resources, 'aws_iam_role', shape, ({ name, assume_role_policy: assumeRolePolicy }, { arn }) => {
    const own = policies.filter(({ value }) => value.role === name).map(({ value }) => value);
    const policyNames = own.map((policy) => policy.name);
    return { ...{ name, arn, assumeRolePolicy, policyNames }, policies: own.map(({ policy }) => policy) };
  });
}
