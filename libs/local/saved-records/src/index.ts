export { checkRecord, checkRecords } from './check-records';
export { SavedRecordError } from './errors';
