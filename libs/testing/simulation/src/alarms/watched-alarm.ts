import {
  type AlarmState,
  type MetricStore,
  type ReadDataPoints,
  createReadDataPoints,
  evaluationRangeOf,
  judgeDataPoints,
  minuteMs,
} from '@pulso/local/aws/cloudwatch';

import { type StageAlarm } from './stage-alarms';

/**
 * One alarm over the metrics of a world: judged at the end of each minute that had a value, and at the end of the minute
 * before the next one. In between it may only have ended.
 */
export class WatchedAlarm {
  readonly #alarm: StageAlarm;
  readonly #read: ReadDataPoints;
  readonly #onRing: (atMs: number) => void;
  #state: AlarmState = 'OK';
  #judgedMs = -Infinity;
  #openEndMs: number | undefined;
  readonly #alarmedMs: number[] = [];

  /** @param onRing - Told when it begins to ring, epoch ms. */
  constructor(alarm: StageAlarm, store: MetricStore, onRing: (atMs: number) => void) {
    this.#alarm = alarm;
    this.#read = createReadDataPoints(alarm, store);
    this.#onRing = onRing;
  }

  /** Ends of the minutes after which it was judged and rang, epoch ms, in their order. */
  get alarmedMs(): readonly number[] {
    this.settle();
    return this.#alarmedMs;
  }

  /** A value is about to be put into the minute that ends then. */
  expectValue(minuteEndMs: number): void {
    if (this.#openEndMs === minuteEndMs) return;
    this.settle();
    if (this.#state === 'ALARM' && this.#judgedMs < minuteEndMs - minuteMs) this.#judge(minuteEndMs - minuteMs);
    this.#openEndMs = minuteEndMs;
  }

  /** Judges it by the values so far. */
  settle(): void {
    const endMs = this.#openEndMs;
    if (endMs === undefined) return;
    this.#openEndMs = undefined;
    this.#judge(endMs);
  }

  #judge(endMs: number): void {
    const before = this.#state;
    const points = this.#read(endMs, evaluationRangeOf(this.#alarm));
    this.#state = judgeDataPoints(points, this.#alarm, before);
    this.#judgedMs = endMs;
    if (this.#state !== 'ALARM') return;
    this.#alarmedMs.push(endMs);
    if (before !== 'ALARM') this.#onRing(endMs);
  }
}
