import { type LogFields } from '@pulso/kit/runtime';
import { minuteMs } from '@pulso/kit/time';
import {
  createMetricStore,
  evaluationRangeOf,
  type MetricValue,
  startOfMinute,
  WatchedAlarm,
} from '@pulso/world/alarms';
import { type MetricName } from '@pulso/world/stacks';

import { type Kernel } from '../kernel/kernel';
import {
  alarmsOn,
  baseNameOf,
  countLogLine,
  isHarmless,
  type LogLine,
  ringsOnAbsence,
  type StageAlarm,
} from './stage-alarms';

/** An alarm began to ring. */
export interface RungAlarm {
  /** Without the stage, for example `notifier-delivery-ended`. */
  readonly baseName: string;
  /** End of the minute in which its condition first held, epoch ms. */
  readonly atMs: number;
}

/** An alarm that has had a value, and the times at which it rang. */
interface Watch {
  readonly alarm: WatchedAlarm<StageAlarm>;
  /** End of a minute with a value that is not judged yet, epoch ms. */
  openEndMs?: number | undefined;
  /** End of the newest minute that was judged, epoch ms. */
  judgedMs: number;
  /** When an alarm on absence got its newest value, epoch ms. */
  lastValueMs: number;
  /** Ends of minutes, epoch ms, in their order. */
  readonly alarmedMs: number[];
  /** Log lines that were counted for it, with the ends of their minutes. */
  readonly counted: { readonly fields: LogFields; readonly minuteEndMs: number }[];
}

/**
 * The alarms of the stacks over the metrics of one world: all that an operator is told.
 *
 * Judging each alarm every minute would take longer than all else. An alarm on values is judged at the end of each
 * minute with a value, and of the minute before the next one; in between it can only end. An alarm on absence can ring
 * only once its whole range is after the last value, so it is judged then.
 */
export class Alarms {
  readonly #kernel: Pick<Kernel, 'isRecording' | 'note' | 'nowMs'>;
  readonly #undeclared: readonly string[];
  readonly #store = createMetricStore();
  /** By base name. */
  readonly #watches = new Map<string, Watch>();
  readonly #rung: RungAlarm[] = [];

  /** @param undeclared - Base names of alarms that a stage like this one does not have. */
  constructor(kernel: Pick<Kernel, 'isRecording' | 'note' | 'nowMs'>, undeclared: readonly string[] = []) {
    this.#kernel = kernel;
    this.#undeclared = undeclared;
  }

  /** In the order in which they began to ring. */
  get rung(): readonly RungAlarm[] {
    for (const watch of this.#watches.values()) this.#settle(watch);
    return this.#rung;
  }

  /**
   * Whether an alarm began to ring within that time, or was kept ringing.
   *
   * @param baseName - An alarm that no stack has never rings.
   * @param sinceMs - Epoch ms; absent: ever.
   * @param untilMs - Epoch ms, part of the time; absent: to the end.
   */
  hasRung(baseName: string, sinceMs = 0, untilMs = Infinity): boolean {
    const watch = this.#watches.get(baseName);
    if (watch) this.#settle(watch);
    return watch?.alarmedMs.some((atMs) => atMs >= sinceMs && atMs <= untilMs) ?? false;
  }

  /**
   * The same for an alarm that counts log lines, if it rang in the minute of a matching line.
   *
   * @param isAbout - Whether a counted line, given its fields, matches.
   */
  hasRungFor(baseName: string, isAbout: (fields: LogFields) => boolean, untilMs = Infinity): boolean {
    const { counted = [] } = this.#watches.get(baseName) ?? {};
    return counted.some(
      ({ fields, minuteEndMs }) =>
        minuteEndMs <= untilMs && isAbout(fields) && this.hasRung(baseName, minuteEndMs, minuteEndMs),
    );
  }

  /** A service writes a line. @returns Whether a metric filter counts it. */
  takeLogLine(line: LogLine): boolean {
    const values = countLogLine(line, this.#kernel.nowMs);
    for (const value of values) {
      this.put(value);
      for (const alarm of alarmsOn(value.metric)) {
        this.#watchOf(alarm).counted.push({ fields: line.fields, minuteEndMs: endOfMinute(value.atMs) });
      }
    }
    return values.length > 0;
  }

  put(value: MetricValue): void {
    const { metric, atMs } = value;
    let isLookedAt = false;
    for (const alarm of alarmsOn(metric)) {
      if (ringsOnAbsence(alarm) || isHarmless(alarm, value.value)) continue;
      isLookedAt = true;
      this.#expectValue(this.#watchOf(alarm), endOfMinute(atMs));
    }
    if (isLookedAt) this.#store.put(value);
    this.await(metric, atMs);
    this.assumeUntil(metric, atMs);
  }

  /** Assumes values of this metric until then from unsimulated sources: idle sweeps, yesterday's report. */
  assumeUntil(metric: MetricName, atMs: number): void {
    for (const watch of this.#awaiting(metric)) watch.lastValueMs = Math.max(watch.lastValueMs, atMs);
  }

  /** Expects values of this metric from the first one until now; missing ones make alarms ring. */
  await(metric: MetricName, nowMs: number): void {
    for (const watch of this.#awaiting(metric)) {
      const { alarm } = watch.alarm.status;
      const rangeMs = evaluationRangeOf(alarm) * alarm.periodSeconds * 1_000;
      const endMs = endOfMinute(watch.lastValueMs) + rangeMs;
      if (endMs > watch.judgedMs && endMs <= nowMs) this.#judge(watch, endMs);
    }
  }

  #awaiting(metric: MetricName): readonly Watch[] {
    return alarmsOn(metric).flatMap((alarm) =>
      ringsOnAbsence(alarm) && !this.#undeclared.includes(baseNameOf(alarm)) ? [this.#watchOf(alarm)] : [],
    );
  }

  #watchOf(alarm: StageAlarm): Watch {
    const baseName = baseNameOf(alarm);
    let watch = this.#watches.get(baseName);
    if (!watch) {
      const watched = new WatchedAlarm(alarm, this.#store);
      watch = { alarm: watched, judgedMs: -Infinity, lastValueMs: -Infinity, alarmedMs: [], counted: [] };
      this.#watches.set(baseName, watch);
    }
    return watch;
  }

  #expectValue(watch: Watch, minuteEndMs: number): void {
    if (watch.openEndMs === minuteEndMs) return;
    this.#settle(watch);
    const gapEndMs = minuteEndMs - minuteMs;
    if (watch.alarm.status.state === 'ALARM' && watch.judgedMs < gapEndMs) this.#judge(watch, gapEndMs);
    watch.openEndMs = minuteEndMs;
  }

  #settle(watch: Watch): void {
    const endMs = watch.openEndMs;
    watch.openEndMs = undefined;
    if (endMs !== undefined) this.#judge(watch, endMs);
  }

  #judge(watch: Watch, endMs: number): void {
    const before = watch.alarm.judge(endMs);
    watch.judgedMs = endMs;
    const { alarm, state } = watch.alarm.status;
    if (state !== 'ALARM') return;
    watch.alarmedMs.push(endMs);
    // An alarm on absence has had values since.
    if (before === 'ALARM' && !ringsOnAbsence(alarm)) return;
    const baseName = baseNameOf(alarm);
    this.#rung.push({ baseName, atMs: endMs });
    if (this.#kernel.isRecording) this.#kernel.note(`the alarm ${baseName} rings`);
  }
}

const endOfMinute = (atMs: number): number => startOfMinute(atMs) + minuteMs;
