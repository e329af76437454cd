import { type LocalClock } from '@pulso/world/time';

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

/** Writes the platform's own lines in JSON, as every stack configures it. */
export interface PlatformLog {
  initStart(): void;
  start(requestId: string): void;
  report(report: InvocationReport): void;
}

/**
 * @param write - Takes one message.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function createPlatformLog(write: (message: string) => void, clock: Pick<LocalClock, 'nowMs'>): PlatformLog {
  const event = (type: string, record: object): void =>
    write(JSON.stringify({ time: new Date(clock.nowMs()).toISOString(), type: `platform.${type}`, record }));
  return {
    initStart: () =>
      event('initStart', {
        initializationType: 'on-demand',
        phase: 'init',
        runtimeVersion: 'nodejs:24 (emulated)',
        functionVersion: '$LATEST',
      }),
    start: (requestId) => event('start', { requestId, version: '$LATEST' }),
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

const rounded = (durationMs: number): number => Number(durationMs.toFixed(3));
