import { minuteMs } from '@pulso/kit/time';
import { type AlarmDefinition } from '../stacks';

import { createReadDataPoints, type ReadDataPoints, type Series, type WatchedQueries } from './data-points';
import { type MetricStore, startOfMinute } from './metric-store';

export type AlarmState = 'ALARM' | 'INSUFFICIENT_DATA' | 'OK';

/** When an alarm rings. */
export type AlarmRule = Pick<
  AlarmDefinition,
  'comparison' | 'datapointsToAlarm' | 'evaluationPeriods' | 'threshold' | 'treatMissingData'
>;

/** The present state of an alarm. */
export interface AlarmStatus<Alarm = AlarmDefinition> {
  readonly alarm: Alarm;
  readonly state: AlarmState;
  /** The reason in words. */
  readonly reason: string;
  /** Since when, epoch ms. */
  readonly sinceMs: number;
}

/** One alarm over metrics. It is passive: the caller says which minute has ended. */
export class WatchedAlarm<Alarm extends AlarmRule & WatchedQueries> {
  status: AlarmStatus<Alarm>;
  readonly #read: ReadDataPoints;
  readonly #warmUntilMs: number;

  /**
   * @param startMs - When the alarm is created: its warm-up begins then.
   * @throws {RangeError} It is not emulated. Not retryable.
   */
  constructor(alarm: Alarm, store: MetricStore, { startMs = 0, warmUpMinutes = 0 } = {}) {
    const reason = 'Unchecked: Initial alarm creation';
    this.status = { alarm, state: 'INSUFFICIENT_DATA', reason, sinceMs: startOfMinute(startMs) };
    this.#read = createReadDataPoints(alarm, store);
    this.#warmUntilMs = startOfMinute(startMs) + warmUpMinutes * minuteMs;
  }

  /**
   * Judges it by the data points up to the end of a minute. Periods of any length end with every minute. A warm-up ends
   * early once every evaluated period has a data point.
   *
   * @returns Its previous state.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
   */
  judge(endMs: number): AlarmState {
    const { alarm, state: before } = this.status;
    const points = this.#read(endMs, evaluationRangeOf(alarm));
    const realCount = points.filter((value) => value !== undefined).length;
    if (endMs < this.#warmUntilMs && realCount < alarm.evaluationPeriods) return before;
    const state = judgeDataPoints(points, alarm);
    if (state !== before) this.status = { alarm, state, reason: reasonOf(alarm, points), sinceMs: endMs };
    return before;
  }
}

function reasonOf({ threshold }: AlarmRule, points: Series): string {
  const shown = points.map((value) => (value === undefined ? 'missing' : String(value))).join(', ');
  return `The newest data points, ${shown || 'none'}, against the threshold ${threshold}.`;
}

/**
 * The number of data points that an alarm reads: more than it needs, since some may be missing.
 *
 * Two more in the documentation's examples; the real number depends on the period (unverified).
 */
export const evaluationRangeOf = ({ evaluationPeriods }: Pick<AlarmRule, 'evaluationPeriods'>): number =>
  evaluationPeriods + 2;

/**
 * Judges an alarm by the newest data points of its metric, as CloudWatch documents it.
 *
 * Real data points come first. If there are fewer of them than evaluation periods, missing ones fill up, treated as the
 * alarm says.
 *
 * @param points - The evaluation range, oldest first; undefined: missing.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judgeDataPoints(points: Series, rule: AlarmRule): 'ALARM' | 'OK' {
  const { comparison, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const isBreaching = (value: number): boolean =>
    comparison === 'LessThanThreshold' ? value < threshold : value >= threshold;
  const judged = points.filter((value) => value !== undefined).slice(-evaluationPeriods);
  const fillCount = treatMissingData === 'breaching' ? evaluationPeriods - judged.length : 0;
  return judged.filter(isBreaching).length + fillCount >= datapointsToAlarm ? 'ALARM' : 'OK';
}
