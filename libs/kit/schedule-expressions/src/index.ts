export { type NextRun, cronRuns } from './cron-runs';
