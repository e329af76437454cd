import { dirname } from 'node:path';

import { type FunctionDefinition } from '@pulso/world/stacks';

import { UnsupportedFunctionError } from '../errors';
import { clockOffsetVariable } from './runtime-shim';

export interface VariablesOptions {
  readonly definition: FunctionDefinition;
  readonly region: string;
  readonly taskRoot: string;
  /** An empty folder, so that no AWS profile of the developer is found. */
  readonly homeFolder: string;
  /** `host:port`. */
  readonly runtimeApi: string;
  readonly logStreamName: string;
  /** What the local cloud adds: endpoint and keys. */
  readonly extra: Readonly<Record<string, string>>;
  readonly clockOffsetMs: number;
}

/**
 * Builds a function process's environment from nothing: not one variable of the caller's own gets in.
 *
 * @throws {UnsupportedFunctionError} A variable points at real AWS. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionVariables(options: VariablesOptions): Record<string, string> {
  const { definition, region, taskRoot } = options;
  const variables = {
    ...definition.environment,
    ...options.extra,
    PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    HOME: options.homeFolder,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: options.logStreamName,
    AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
    // Lambda's default level in JSON format; the text format has no level.
    ...(definition.logFormat === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: 'INFO' }),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_RUNTIME_API: options.runtimeApi,
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: definition.handler,
    _LAMBDA_TELEMETRY_LOG_FD: '3',
    [clockOffsetVariable]: String(options.clockOffsetMs),
  };
  refuseRealAws(definition.name, variables);
  return variables;
}

/** @throws {UnsupportedFunctionError} A variable would let the function reach a real account. */
export function refuseRealAws(functionName: string, variables: Readonly<Record<string, string>>): void {
  const leaking = Object.keys(variables).filter((name) => /amazonaws\.com|\.api\.aws/i.test(variables[name] ?? ''));
  if (leaking.length === 0) return;
  throw new UnsupportedFunctionError(functionName, `${leaking.join(', ')} would lead out of the local cloud to AWS`);
}
