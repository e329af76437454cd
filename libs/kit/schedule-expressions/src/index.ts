export { type NextRun, cronRuns } from './cron-runs';
export { type Schedule, namesInstant, namesWallTime, nextScheduledMs } from './next-scheduled';
