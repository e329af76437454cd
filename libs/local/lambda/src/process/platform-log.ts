import { type WriteMessage } from './environment-log';

export type InvocationStatus = 'success' | 'error' | 'timeout';

/** The figures of one invocation, as Lambda reports them. */
export interface InvocationReport {
  readonly requestId: string;
  readonly status: InvocationStatus;
  /** Absent when the invocation succeeded. */
  readonly errorType?: string;
  readonly durationMs: number;
  /** The init phase included, rounded up to whole milliseconds. */
  readonly billedDurationMs: number;
  /** Absent when the environment was warm. */
  readonly initDurationMs?: number;
  readonly memoryMb: number;
  readonly maxMemoryUsedMb: number;
}

/** Writes what the platform itself has to say, in the function's log format. */
export interface PlatformLog {
  initStart(): void;
  start(requestId: string): void;
  /** Why the process was ended, a line of its own in text format; the JSON format has it in the report only. */
  failure(message: string): void;
  report(report: InvocationReport): void;
}

const runtimeVersion = 'nodejs:24 (emulated)';

/**
 * @param nowIso - The time for the JSON format's `time`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function createPlatformLog(format: 'JSON' | 'Text', write: WriteMessage, nowIso: () => string): PlatformLog {
  if (format === 'Text') return createTextLog(write);
  const event = (type: string, record: object): void =>
    write(JSON.stringify({ time: nowIso(), type: `platform.${type}`, record }));
  return {
    initStart: () =>
      event('initStart', {
        initializationType: 'on-demand',
        phase: 'init',
        runtimeVersion,
        functionVersion: '$LATEST',
      }),
    start: (requestId) => event('start', { requestId, version: '$LATEST' }),
    failure: () => undefined,
    report: ({ requestId, status, errorType, ...figures }) =>
      event('report', {
        requestId,
        metrics: {
          durationMs: rounded(figures.durationMs),
          billedDurationMs: figures.billedDurationMs,
          memorySizeMB: figures.memoryMb,
          maxMemoryUsedMB: figures.maxMemoryUsedMb,
          ...(figures.initDurationMs !== undefined && { initDurationMs: rounded(figures.initDurationMs) }),
        },
        status,
        ...(errorType !== undefined && { errorType }),
      }),
  };
}

function createTextLog(write: WriteMessage): PlatformLog {
  return {
    initStart: () => write(`INIT_START Runtime Version: ${runtimeVersion}`),
    start: (requestId) => write(`START RequestId: ${requestId} Version: $LATEST`),
    failure: write,
    report: (report) => {
      write(`END RequestId: ${report.requestId}`);
      write(reportLine(report));
    },
  };
}

function reportLine({ requestId, status, errorType, ...figures }: InvocationReport): string {
  const { durationMs, billedDurationMs, initDurationMs, memoryMb, maxMemoryUsedMb } = figures;
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedDurationMs} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${maxMemoryUsedMb} MB`,
    ...(initDurationMs === undefined ? [] : [`Init Duration: ${initDurationMs.toFixed(2)} ms`]),
    ...(status === 'success' ? [] : [`Status: ${status}`]),
    ...(errorType === undefined || status === 'timeout' ? [] : [`Error Type: ${errorType}`]),
  ].join('\t');
}

const rounded = (durationMs: number): number => Number(durationMs.toFixed(3));
