import { Alarms } from '../alarms/alarms';
import { deliveredReportsMetric } from '../alarms/service-metrics';
import { reportId } from './catalogue';
import { type World } from './world';

/** A world begins a quarter of an hour before the report; yesterday's came some minutes after its time. */
const sinceYesterdaysReportMs = (24 * 60 - 20) * 60_000;

/** The alarms of a stage whose yesterday was fine. */
export function createAlarms({ kernel, features }: Pick<World, 'features' | 'kernel'>): Alarms {
  // A report that is not sent each day is not awaited each day.
  const isAwaited = features.onlyIfAbove === undefined && !features.outage;
  const alarms = new Alarms(kernel, isAwaited ? [] : [`report-${reportId}-missing`]);
  alarms.assumeUntil(deliveredReportsMetric(reportId), kernel.startMs - sinceYesterdaysReportMs);
  return alarms;
}
