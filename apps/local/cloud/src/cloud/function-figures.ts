import { type InvocationRecord } from '@pulso/local/lambda';
import { type StoredLogEvent } from '@pulso/world/logs';

import { readFields } from '../log-line';

/** What the functions have done in this run. */
export interface FunctionFigures {
  readonly invocationCount: number;
  readonly coldStartCount: number;
  readonly errorCount: number;
  /** Errors that it has logged: an invocation that answers with one, as the bot's do, has not failed. */
  readonly loggedErrorCount: number;
  /** Invocations that were refused because the reserved concurrency was used up. */
  readonly throttleCount: number;
  /** Of the newest invocations, oldest first, ms. */
  readonly durationsMs: readonly number[];
  /** When the newest invocation began, epoch ms. */
  readonly lastStartedAtMs?: number;
  /** The newest of both: the status or the type of the error, or the event of the line. */
  readonly lastError?: string;
}

/** So many durations are kept of a function; older ones no longer count. */
const keptDurationCount = 1_000;

const none: FunctionFigures = {
  invocationCount: 0,
  coldStartCount: 0,
  errorCount: 0,
  loggedErrorCount: 0,
  throttleCount: 0,
  durationsMs: [],
};

type Invocation = Pick<
  InvocationRecord,
  'durationMs' | 'errorType' | 'functionName' | 'initDurationMs' | 'startedAtMs' | 'status'
>;

/** Counts what the functions do. */
export function createFunctionCounter() {
  const figures = new Map<string, FunctionFigures>();
  const of = (functionName: string): FunctionFigures => figures.get(functionName) ?? none;
  return {
    of,
    onInvocationEnd: ({
      functionName,
      status,
      errorType,
      durationMs,
      initDurationMs,
      startedAtMs,
    }: Invocation): void => {
      const before = of(functionName);
      const hasFailed = status !== 'success';
      figures.set(functionName, {
        ...before,
        invocationCount: before.invocationCount + 1,
        coldStartCount: before.coldStartCount + (initDurationMs === undefined ? 0 : 1),
        errorCount: before.errorCount + (hasFailed ? 1 : 0),
        durationsMs: [...before.durationsMs, durationMs].slice(-keptDurationCount),
        lastStartedAtMs: startedAtMs,
        ...(hasFailed && { lastError: errorType ?? status }),
      });
    },
    onLog: ({ logGroupName, message }: Pick<StoredLogEvent, 'logGroupName' | 'message'>): void => {
      if (!/"level": ?"(ERROR|FATAL)"/.test(message)) return;
      const { event = 'error', errorName } = readFields(message) ?? {};
      const functionName = logGroupName.replace('/aws/lambda/', '');
      const before = of(functionName);
      figures.set(functionName, {
        ...before,
        loggedErrorCount: before.loggedErrorCount + 1,
        lastError: [event, errorName].filter((part) => typeof part === 'string').join(': '),
      });
    },
    onThrottle: (functionName: string): void => {
      const before = of(functionName);
      figures.set(functionName, { ...before, throttleCount: before.throttleCount + 1 });
    },
  };
}
