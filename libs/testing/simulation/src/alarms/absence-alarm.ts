import { evaluationRangeOf, judgeDataPoints, minuteMs, startOfMinute } from '@pulso/local/aws/cloudwatch';

import { type StageAlarm } from './stage-alarms';

/**
 * An alarm that rings because values do not come. It can only ring once all that it looks at lies behind the last value, so
 * it is judged then, when that time has come.
 */
export class AbsenceAlarm {
  readonly #alarm: StageAlarm;
  readonly #onRing: (atMs: number) => void;
  #lastValueMs: number | undefined;
  readonly #alarmedMs: number[] = [];

  /** @param onRing - Told when it begins to ring, epoch ms. */
  constructor(alarm: StageAlarm, onRing: (atMs: number) => void) {
    this.#alarm = alarm;
    this.#onRing = onRing;
  }

  /** When it began to ring, epoch ms, in their order. */
  get alarmedMs(): readonly number[] {
    return this.#alarmedMs;
  }

  /** A value has come. */
  onValue(atMs: number): void {
    this.judge(atMs);
    this.assumeUntil(atMs);
  }

  /** Values have come until then, in a time that is not simulated. */
  assumeUntil(atMs: number): void {
    this.#lastValueMs = Math.max(this.#lastValueMs ?? -Infinity, atMs);
  }

  /** Up to now no other value has come. Before the first one nothing is awaited. */
  judge(nowMs: number): void {
    if (this.#lastValueMs === undefined) return;
    const missing = Array.from({ length: evaluationRangeOf(this.#alarm) }, () => undefined);
    const firstMs = startOfMinute(this.#lastValueMs) + minuteMs;
    const endMs = firstMs + missing.length * this.#alarm.periodSeconds * 1_000;
    if (nowMs < endMs || this.#alarmedMs.at(-1) === endMs) return;
    if (judgeDataPoints(missing, this.#alarm, 'OK') !== 'ALARM') return;
    this.#alarmedMs.push(endMs);
    this.#onRing(endMs);
  }
}
