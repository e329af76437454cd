export { type JobPace, type QueryJob, queryJobsDelivery, readQueryJob } from './query-job';
export { type RunPace, maxRunQueryCount, runPaceOf, splitDelay } from './run-pace';
