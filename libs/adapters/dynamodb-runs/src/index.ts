export { type StoredReport, createReadStoredReport } from './create-read-stored-report';
export { createRunStore } from './create-run-store';
export { createScheduleWatch } from './create-schedule-watch';
export { runPartitionKey, runsTable } from './runs-table';
export { runsTableItems } from './stored-items';
