import { type LocalClock } from '@pulso/world/time';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { type ExecutionEnvironment, startEnvironment } from '../process/execution-environment';
import { functionVariables } from '../process/function-variables';
import { logStreamName } from '../process/log-stream-name';
import { createPlatformLog, type PlatformLog } from '../process/platform-log';
import { type FunctionCode } from './function-code';
import { type Workspace } from './workspace';

export interface LogEvent {
  /** By the shared clock, when it arrived; epoch ms. */
  readonly timestamp: number;
  /** Without a line break at its end. */
  readonly message: string;
}

/** Takes what a function and the platform under it log. Called in the order of time. */
export type AppendLogs = (
  logGroupName: string,
  logStreamName: string,
  events: readonly LogEvent[],
  functionName: string,
) => void;

export interface StartDeps {
  readonly clock: Pick<LocalClock, 'nowMs' | 'offsetMs'>;
  readonly workspace: Workspace;
  readonly runtimeInterfaceClientPath: string;
  readonly initTimeoutMs: number;
  readonly appendLogs: AppendLogs;
  environmentFor(functionName: string): Readonly<Record<string, string>>;
}

/** An environment with its log stream. */
export interface FunctionEnvironment extends ExecutionEnvironment {
  readonly platformLog: PlatformLog;
}

/** Starts a process for a function whose package has been unpacked; it keeps the code until it is gone. */
export async function startFunctionEnvironment(
  definition: FunctionDefinition,
  code: Pick<FunctionCode, 'take'>,
  deps: StartDeps,
): Promise<FunctionEnvironment> {
  const { clock, workspace } = deps;
  const { taskRoot, release } = code.take();
  const streamName = logStreamName(definition.name, definition.logGroupName, clock.nowMs());
  const writeLog = (message: string): void =>
    deps.appendLogs(
      definition.logGroupName,
      streamName,
      [{ timestamp: Math.floor(clock.nowMs()), message }],
      definition.name,
    );
  const platformLog = createPlatformLog(definition.logFormat, writeLog, () => isoTime(clock.nowMs()));
  platformLog.initStart();
  const environment = await startEnvironment({
    handler: definition.handler,
    taskRoot,
    shimPath: workspace.shimPath,
    runtimeInterfaceClientPath: deps.runtimeInterfaceClientPath,
    initTimeoutMs: deps.initTimeoutMs,
    writeLog,
    onProcess: (child) => {
      workspace.watch(child);
      child.once('exit', release);
    },
    variables: (runtimeApi) =>
      functionVariables({
        definition,
        region: regionOf(definition.arn),
        taskRoot,
        homeFolder: workspace.homeFolder,
        runtimeApi,
        logStreamName: streamName,
        extra: deps.environmentFor(definition.name),
        clockOffsetMs: clock.offsetMs(),
      }),
  });
  return { ...environment, platformLog };
}

export const isoTime = (nowMs: number): string => new Date(nowMs).toISOString();

const regionOf = (arn: string): string => arn.split(':')[3] ?? '';
