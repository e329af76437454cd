export { RunStoreConflictError } from './errors';
export {
  type ExpectedRun,
  type History,
  type Nomination,
  type OpenedRun,
  type ReportSchedule,
  type ResultToStore,
  type Run,
  type RunStore,
  type RunToOpen,
  type ScheduleWatch,
  type StoredResult,
  type NotificationState,
  isOpened,
} from './ports';
export { type ProcessRunEventsDeps, processRunEvents } from './process-run-events';
