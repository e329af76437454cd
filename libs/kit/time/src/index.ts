export { type Clock, type Random } from './clock';
export { type NextRun, cronRuns } from './cron-runs';
export { fullJitterMs } from './full-jitter';
export {
  type Interval,
  dayMs,
  floorToMinute,
  hourMs,
  minuteMs,
  nominalLengthMs,
  toInsightsTimeRange,
} from './interval';
export { type Schedule, namesWallTime, nextScheduledMs, previousScheduledMs } from './next-scheduled';
export { type WallClock, createWallClock } from './wall-clock';
