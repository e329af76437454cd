export { type ExecuteJobDeps, type JobObserver, type JobResult, executeJob } from './execute-job';
export {
  type PollOutcome,
  type PublishRunEvent,
  type QueryToStart,
  type RequeueJob,
  type RunQuery,
  type StartOutcome,
} from './ports';
export { type ProcessQueryJobsDeps, processQueryJobs } from './process-query-jobs';
