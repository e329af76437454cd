export { type NextRun, cronRuns } from './cron-runs';
export { type Schedule, namesWallTime, nextScheduledMs, previousScheduledMs } from './next-scheduled';
