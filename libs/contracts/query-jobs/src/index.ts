export { type QueryJob, queryJobsDelivery, readQueryJob } from './query-job';
