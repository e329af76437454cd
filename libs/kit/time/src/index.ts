export { type Clock, type Random, fullJitterMs } from './clock';
export { type Interval, dayMs, floorToMinute, hourMs, minuteMs, nominalLengthMs } from './interval';
export { toInsightsTimeRange } from './interval';
export {
  type NextRun,
  type Schedule,
  cronRuns,
  namesWallTime,
  nextScheduledMs,
  previousScheduledMs,
} from './schedules';
export { type WallClock, createWallClock } from './wall-clock';
