import { SeededRandom } from '@pulso/world/time';

import { AwsError } from '../../service';
import { createLogsService, type LogsService, type LogsServiceOptions } from '../create-logs-service';

/** 2026-11-25T12:30:00Z, epoch ms. */
export const startMs = Date.parse('2026-11-25T12:30:00Z');

/** A clock that moves only when it is told to, and fires what is due on its way. */
export class ManualClock {
  #nowMs = startMs;
  readonly #timers = new Set<{ readonly atMs: number; readonly callback: () => void }>();

  nowMs(): number {
    return this.#nowMs;
  }

  setTimer(atMs: number, callback: () => void): () => void {
    const timer = { atMs, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  get timerCount(): number {
    return this.#timers.size;
  }

  advance(byMs: number, { firing = true } = {}): void {
    const untilMs = this.#nowMs + byMs;
    for (let due = this.#earliest(untilMs); firing && due; due = this.#earliest(untilMs)) {
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.callback();
    }
    this.#nowMs = untilMs;
  }

  #earliest(untilMs: number) {
    const due = [...this.#timers].filter(({ atMs }) => atMs <= untilMs);
    return due.sort((left, right) => left.atMs - right.atMs)[0];
  }
}

export interface LogsFixture {
  readonly clock: ManualClock;
  readonly service: LogsService;
  /** Calls an operation. @returns The members of the answer. */
  call(operation: string, input?: unknown): Promise<Record<string, unknown>>;
  /** Calls an operation that must be refused. @returns The refusal. */
  refusal(operation: string, input?: unknown): Promise<AwsError>;
}

/** A service over a manual clock: 1 s Scheduled, 2 s Running, and calls without a limit unless `limitsCalls`. */
export function createLogsFixture(
  overrides: Partial<LogsServiceOptions> = {},
  { limitsCalls = false } = {},
): LogsFixture {
  const clock = new ManualClock();
  const service = createLogsService({
    clock,
    accountId: '000000000000',
    region: 'eu-central-1',
    random: new SeededRandom(1).next,
    latency: { scheduledMs: 1000, runningMs: 2000 },
    ...(!limitsCalls && { callRates: false }),
    ...overrides,
  });
  const handle = async (operation: string, input: unknown) => {
    const { body } = await service.handle({
      principal: 'query-worker',
      service: 'logs',
      operation,
      region: 'eu-central-1',
      method: 'POST',
      path: '/',
      headers: {},
      body: Buffer.from(typeof input === 'string' ? input : JSON.stringify(input)),
    });
    return JSON.parse(body.toString()) as Record<string, unknown>;
  };
  return {
    clock,
    service,
    call: (operation, input = {}) => handle(operation, input),
    refusal: async (operation, input = {}) => {
      const error: unknown = await handle(operation, input).catch((reason: unknown) => reason);
      if (error instanceof AwsError) return error;
      throw new Error(`${operation} was not refused: ${JSON.stringify(error)}`);
    },
  };
}
