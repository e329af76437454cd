export { createRunQuery } from './create-run-query';
export { createReadRetentionDays } from './create-read-retention-days';
