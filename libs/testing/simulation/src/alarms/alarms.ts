import { type MetricValue, createMetricStore, minuteMs } from '@pulso/local-aws/cloudwatch';

import { type Kernel } from '../kernel/kernel';
import { type LogLine, countLogLine } from './count-log-line';
import { alarmsOn, baseNameOf, isHarmless } from './stage-alarms';
import { WatchedAlarm } from './watched-alarm';

/** An alarm began to ring. */
export interface RungAlarm {
  /** Without the stage, for example `notifier-delivery-ended`. */
  readonly baseName: string;
  /** End of the minute in which its condition first held, epoch ms. */
  readonly atMs: number;
}

/**
 * The alarms that the stacks declare, over the metrics of one world: what an operator is told, and nothing else.
 *
 * An alarm is judged when a value of its metric arrives, by the evaluator of the local cloud.
 */
export class Alarms {
  readonly #kernel: Pick<Kernel, 'isRecording' | 'note' | 'nowMs'>;
  readonly #store = createMetricStore();
  /** By base name; an alarm without any value has none. */
  readonly #watched = new Map<string, WatchedAlarm>();
  readonly #rung: RungAlarm[] = [];

  constructor(kernel: Pick<Kernel, 'isRecording' | 'note' | 'nowMs'>) {
    this.#kernel = kernel;
  }

  /** In the order in which they began to ring. */
  get rung(): readonly RungAlarm[] {
    for (const alarm of this.#watched.values()) alarm.settle();
    return this.#rung;
  }

  /**
   * Whether an alarm rang at that time or later: it began to, or something made it go on.
   *
   * @param baseName - An alarm that no stack has never rings.
   * @param sinceMs - Epoch ms; absent: ever.
   */
  hasRung(baseName: string, sinceMs = 0): boolean {
    return (this.#watched.get(baseName)?.lastAlarmMs ?? -Infinity) >= sinceMs;
  }

  /** A service writes a line. @returns Whether a metric filter counts it. */
  takeLogLine(line: LogLine): boolean {
    const values = countLogLine(line, this.#kernel.nowMs);
    for (const value of values) this.put(value);
    return values.length > 0;
  }

  put(value: MetricValue): void {
    const alarms = alarmsOn(value.metric).filter((alarm) => !isHarmless(alarm, value.value));
    if (alarms.length === 0) return;
    const minuteEndMs = (Math.floor(value.atMs / minuteMs) + 1) * minuteMs;
    for (const alarm of alarms) {
      const baseName = baseNameOf(alarm);
      let watched = this.#watched.get(baseName);
      if (!watched) {
        watched = new WatchedAlarm(alarm, this.#store, (atMs) => this.#ring(baseName, atMs));
        this.#watched.set(baseName, watched);
      }
      watched.expectValue(minuteEndMs);
    }
    this.#store.put(value);
  }

  #ring(baseName: string, atMs: number): void {
    this.#rung.push({ baseName, atMs });
    if (this.#kernel.isRecording) this.#kernel.note(`the alarm ${baseName} rings`);
  }
}
