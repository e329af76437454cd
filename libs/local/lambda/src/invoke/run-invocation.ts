import { type FunctionDefinition } from '@pulso/world/stacks';
import { type LocalClock } from '@pulso/world/time';

import { judge } from '../process/ending';
import { type Run } from '../process/execution-environment';
import { type InvocationReport } from '../process/platform-log';
import { type FunctionEnvironment } from './start-function-environment';

/** What the caller of a function gets. */
export interface InvocationResult {
  readonly requestId: string;
  /** JSON text: what the handler returned, or a description of the error. */
  readonly payload: string;
  /** Present when the function failed, for any reason. */
  readonly functionError?: 'Unhandled';
}

/** One invocation, for the timeline and the bill of a run. */
export interface InvocationRecord extends InvocationReport {
  readonly functionName: string;
  /** By the shared clock, epoch ms: when the event was handed over, or when that failed. */
  readonly startedAtMs: number;
}

/** An invocation that begins, with the function's event. */
export interface InvocationStart {
  readonly functionName: string;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** By the shared clock, epoch ms. */
  readonly startedAtMs: number;
}

export interface InvocationInput {
  readonly definition: FunctionDefinition;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly clock: Pick<LocalClock, 'nowMs' | 'offsetMs'>;
  readonly onStart: (start: InvocationStart) => void;
  readonly onInvocation: (record: InvocationRecord) => void;
  readonly fault?: InvocationFault | undefined;
}

/** What goes wrong with one invocation: its process is killed, as when a host fails or memory runs out. */
export interface InvocationFault {
  readonly kind: 'kill';
  /** After the event was handed over, real ms; sooner if the function's answer is ready before. */
  readonly afterMs: number;
}

/** Runs one event in an environment, and logs what Lambda logs around it. */
export async function runInvocation(
  environment: FunctionEnvironment,
  input: InvocationInput,
): Promise<InvocationResult> {
  const { definition, requestId, payload, clock, fault } = input;
  const timeoutMs = definition.timeoutSeconds * 1_000;
  let startedAtMs: number | undefined;
  const start = (): number => {
    const nowMs = clock.nowMs();
    // Before any line of it.
    input.onStart({ functionName: definition.name, requestId, payload, startedAtMs: nowMs });
    environment.platformLog.start(requestId);
    return nowMs;
  };

  const run = await environment.run({
    requestId,
    timeoutMs,
    ...(fault && { killAfterMs: fault.afterMs }),
    prepare: () => {
      startedAtMs = start();
      return {
        requestId,
        payload,
        functionArn: definition.arn,
        deadlineMs: startedAtMs + timeoutMs,
        clockOffsetMs: clock.offsetMs(),
      };
    },
  });

  startedAtMs ??= start();
  const verdict = judge(run.ending, requestId);
  const report = reportOf(run, verdict, input);
  environment.platformLog.report(report);
  input.onInvocation({ ...report, functionName: definition.name, startedAtMs });
  return {
    requestId,
    payload: verdict.payload,
    ...(verdict.status !== 'success' && { functionError: 'Unhandled' as const }),
  };
}

function reportOf(
  { durationMs, initDurationMs, maxMemoryKb }: Run,
  { status, errorType }: Pick<InvocationReport, 'errorType' | 'status'>,
  { definition, requestId }: InvocationInput,
): InvocationReport {
  return {
    requestId,
    status,
    ...(errorType !== undefined && { errorType }),
    durationMs,
    // The init phase is billed too: https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase
    billedDurationMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
    ...(initDurationMs !== undefined && { initDurationMs }),
    memoryMb: definition.memoryMb,
    maxMemoryUsedMb: Math.ceil(maxMemoryKb / 1_024),
  };
}
