import {
  type AlarmState,
  createReadDataPoints,
  evaluationRangeOf,
  judgeDataPoints,
  type MetricStore,
  minuteMs,
  type ReadDataPoints,
  startOfMinute,
} from '@pulso/world/alarms';

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
