import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';

import { type FunctionDefinition } from '@pulso/world/stacks';
import { type LocalClock } from '@pulso/world/time';

import { UnsupportedFunctionError } from '../errors';
import { type ExecutionEnvironment, startEnvironment } from '../process/execution-environment';
import { createPlatformLog, type PlatformLog } from '../process/platform-log';
import { clockOffsetVariable } from '../process/runtime-shim';
import { type Workspace } from '../process/workspace';

export interface LogEvent {
  /** By the shared clock, when it arrived; epoch ms. */
  readonly timestamp: number;
  /** Without a line break at its end. */
  readonly message: string;
}

/** Takes the logs of a function and of its platform, in the order of time. */
export type AppendLogs = (
  logGroupName: string,
  logStreamName: string,
  events: readonly LogEvent[],
  functionName: string,
) => void;

export interface FunctionEnvironmentOptions {
  readonly definition: FunctionDefinition;
  /** Where the package is unpacked. */
  readonly taskRoot: string;
  readonly workspace: Workspace;
  readonly clock: Pick<LocalClock, 'nowMs' | 'offsetMs'>;
  readonly runtimeInterfaceClientPath: string;
  readonly initTimeoutMs: number;
  readonly appendLogs: AppendLogs;
  environmentFor(functionName: string): Readonly<Record<string, string>>;
}

/** An environment with its log stream. */
export interface FunctionEnvironment extends ExecutionEnvironment {
  readonly platformLog: PlatformLog;
}

/** Starts a process for a function whose package has been unpacked. */
export async function startFunctionEnvironment(options: FunctionEnvironmentOptions): Promise<FunctionEnvironment> {
  const { definition, workspace, clock } = options;
  const streamName = logStreamName(definition, clock.nowMs());
  const writeLog = (message: string): void => {
    const event = { timestamp: Math.floor(clock.nowMs()), message };
    options.appendLogs(definition.logGroupName, streamName, [event], definition.name);
  };
  const platformLog = createPlatformLog(writeLog, clock);
  platformLog.initStart();
  const environment = await startEnvironment({
    ...options,
    handler: definition.handler,
    shimPath: workspace.shimPath,
    writeLog,
    onProcess: workspace.watch,
    variables: (runtimeApi) => functionVariables(options, { runtimeApi, streamName }),
  });
  return { ...environment, platformLog };
}

/**
 * Names the log stream of one execution environment. A group that functions may share gets their names into its streams.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
function logStreamName({ name, logGroupName }: FunctionDefinition, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/${logGroupName === `/aws/lambda/${name}` ? '' : name}[$LATEST]${randomBytes(16).toString('hex')}`;
}

/**
 * Builds a function process's environment from scratch, without any variable of the caller's own.
 *
 * @throws {UnsupportedFunctionError} A variable points at real AWS. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
function functionVariables(
  { definition, taskRoot, workspace, clock, environmentFor }: FunctionEnvironmentOptions,
  { runtimeApi, streamName }: { readonly runtimeApi: string; readonly streamName: string },
): Record<string, string> {
  const [, , , region = ''] = definition.arn.split(':');
  const variables = {
    ...definition.environment,
    ...environmentFor(definition.name),
    PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    // An empty folder, so that no AWS profile of the developer is found.
    HOME: workspace.homeFolder,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: streamName,
    AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
    AWS_LAMBDA_LOG_LEVEL: 'INFO',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: definition.handler,
    [clockOffsetVariable]: String(clock.offsetMs()),
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
