import { type LogFields } from '@pulso/kit/runtime';
import { createMetricStore, type MetricValue, minuteMs, startOfMinute } from '@pulso/world/alarms';
import { type MetricName } from '@pulso/world/stacks';

import { countLogLine, type LogLine } from './count-log-line';
import { absenceAlarmsOn, alarmsOn, baseNameOf, isHarmless, type StageAlarm } from './stage-alarms';
import { AbsenceAlarm, WatchedAlarm } from './watched-alarm';
import { type Kernel } from '../kernel/kernel';

/** An alarm began to ring. */
export interface RungAlarm {
  /** Without the stage, for example `notifier-delivery-ended`. */
  readonly baseName: string;
  /** End of the minute in which its condition first held, epoch ms. */
  readonly atMs: number;
}

/** A log line that a metric filter has counted. */
interface CountedLine {
  readonly fields: LogFields;
  /** Of the minute in which it was counted, epoch ms. */
  readonly minuteEndMs: number;
}

/**
 * The alarms that the stacks declare, over the metrics of one world: what an operator is told, and nothing else.
 *
 * An alarm is judged when a value of its metric arrives, by the evaluator of the local cloud.
 */
export class Alarms {
  readonly #kernel: Pick<Kernel, 'isRecording' | 'note' | 'nowMs'>;
  readonly #store = createMetricStore();
  readonly #undeclared: readonly string[];
  /** By base name; an alarm without any value has none. */
  readonly #watched = new Map<string, WatchedAlarm>();
  readonly #absences = new Map<string, AbsenceAlarm>();
  readonly #rung: RungAlarm[] = [];
  /** By base name of the alarm that they are counted for. */
  readonly #counted = new Map<string, CountedLine[]>();

  /** @param undeclared - Base names of alarms that a stage like this one does not have. */
  constructor(kernel: Pick<Kernel, 'isRecording' | 'note' | 'nowMs'>, undeclared: readonly string[] = []) {
    this.#kernel = kernel;
    this.#undeclared = undeclared;
  }

  /** In the order in which they began to ring. */
  get rung(): readonly RungAlarm[] {
    for (const alarm of this.#watched.values()) alarm.settle();
    return this.#rung;
  }

  /**
   * Whether an alarm rang within that time: it began to, or something made it go on.
   *
   * @param baseName - An alarm that no stack has never rings.
   * @param sinceMs - Epoch ms; absent: ever.
   * @param untilMs - Epoch ms, part of the time; absent: to the end.
   */
  hasRung(baseName: string, sinceMs = 0, untilMs = Infinity): boolean {
    const { alarmedMs } = this.#watched.get(baseName) ?? this.#absences.get(baseName) ?? { alarmedMs: [] };
    return alarmedMs.some((atMs) => atMs >= sinceMs && atMs <= untilMs);
  }

  /**
   * The same for an alarm that counts log lines, and only if it rang in the minute of a line that says so.
   *
   * @param isAbout - Told the fields of each counted line: whether it is about what is asked for.
   */
  hasRungFor(baseName: string, isAbout: (fields: LogFields) => boolean, untilMs = Infinity): boolean {
    const lines = this.#counted.get(baseName) ?? [];
    return lines.some(
      ({ fields, minuteEndMs }) =>
        minuteEndMs <= untilMs && isAbout(fields) && this.hasRung(baseName, minuteEndMs, minuteEndMs),
    );
  }

  /** A service writes a line. @returns Whether a metric filter counts it. */
  takeLogLine(line: LogLine): boolean {
    const values = countLogLine(line, this.#kernel.nowMs);
    for (const value of values) {
      this.put(value);
      this.#remember(value, line.fields);
    }
    return values.length > 0;
  }

  put(value: MetricValue): void {
    const { metric, atMs } = value;
    const alarms = alarmsOn(metric).filter((alarm) => !isHarmless(alarm, value.value));
    const absences = this.#absenceAlarmsOn(metric);
    if (alarms.length === 0 && absences.length === 0) return;
    const minuteEndMs = startOfMinute(atMs) + minuteMs;
    for (const alarm of alarms) this.#watch(alarm).expectValue(minuteEndMs);
    for (const alarm of absences) this.#watchAbsence(alarm).onValue(atMs);
    if (alarms.length > 0) this.#store.put(value);
  }

  /** Values of this metric have come until then from what is not simulated: sweeps without work, yesterday's report. */
  assumeUntil(metric: MetricName, atMs: number): void {
    for (const alarm of this.#absenceAlarmsOn(metric)) this.#watchAbsence(alarm).assumeUntil(atMs);
  }

  /** Values of this metric are awaited until now; those that alarms miss make them ring. */
  await(metric: MetricName, nowMs: number): void {
    for (const alarm of this.#absenceAlarmsOn(metric)) this.#watchAbsence(alarm).judge(nowMs);
  }

  #remember({ metric, atMs }: MetricValue, fields: LogFields): void {
    const minuteEndMs = startOfMinute(atMs) + minuteMs;
    for (const alarm of alarmsOn(metric)) {
      const baseName = baseNameOf(alarm);
      const lines = this.#counted.get(baseName) ?? [];
      this.#counted.set(baseName, lines);
      lines.push({ fields, minuteEndMs });
    }
  }

  #absenceAlarmsOn(metric: MetricName): readonly StageAlarm[] {
    const alarms = absenceAlarmsOn(metric);
    return this.#undeclared.length === 0
      ? alarms
      : alarms.filter((alarm) => !this.#undeclared.includes(baseNameOf(alarm)));
  }

  #watch(alarm: StageAlarm): WatchedAlarm {
    const baseName = baseNameOf(alarm);
    let watched = this.#watched.get(baseName);
    if (!watched) {
      watched = new WatchedAlarm(alarm, this.#store, (atMs) => this.#ring(baseName, atMs));
      this.#watched.set(baseName, watched);
    }
    return watched;
  }

  #watchAbsence(alarm: StageAlarm): AbsenceAlarm {
    const baseName = baseNameOf(alarm);
    let absence = this.#absences.get(baseName);
    if (!absence) {
      absence = new AbsenceAlarm(alarm, (atMs) => this.#ring(baseName, atMs));
      this.#absences.set(baseName, absence);
    }
    return absence;
  }

  #ring(baseName: string, atMs: number): void {
    this.#rung.push({ baseName, atMs });
    if (this.#kernel.isRecording) this.#kernel.note(`the alarm ${baseName} rings`);
  }
}
