export { type Clock, type Random } from './clock';
export { type NextRun, cronRuns } from './cron-runs';
export { fullJitterMs } from './full-jitter';
export { type Interval, floorToMinute, toInsightsTimeRange } from './interval';
export { type Schedule, namesWallTime, nextScheduledMs, previousScheduledMs } from './next-scheduled';
export { nominalLengthMs } from './nominal-length';
export { type WallClock, createWallClock } from './wall-clock';
