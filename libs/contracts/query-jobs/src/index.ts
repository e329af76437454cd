export { type QueryJob, queryJobsDelivery, readQueryJob } from './query-job';
export { runPaceOf, splitDelay } from './run-pace';
