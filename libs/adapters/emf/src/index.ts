export { createRecordMembership, createRecordUsage } from './create-records';
