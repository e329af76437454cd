export { createRecordUsage } from './create-record-usage';
