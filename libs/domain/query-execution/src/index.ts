export { type PollOutcome, type QueryToStart, type RunQuery, type StartOutcome } from './ports';
export { type ProcessQueryJobsDeps, processQueryJobs } from './process-query-jobs';
