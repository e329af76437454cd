export { createReadRetentionDays, createRunQuery } from './create-run-query';
