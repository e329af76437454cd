export { createRecordMembership } from './create-record-membership';
export { createRecordUsage } from './create-record-usage';
