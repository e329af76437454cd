export { type QueryJob, queryJobSchema, queryJobsDelivery, readQueryJob } from './query-job';
export { runPaceOf, splitDelay } from './run-pace';
