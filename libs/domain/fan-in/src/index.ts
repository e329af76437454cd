export { PlanTooLargeError, RunStoreConflictError } from './errors';
export {
  type ExpectedRun,
  type HistoryEntry,
  type Nomination,
  type PublishReportUpdate,
  type ResendRunEvent,
  type ResultToStore,
  type RunStore,
  type RunToClose,
  type RunToOpen,
  type ScheduleWatch,
  type SweepState,
} from './ports';
export { type ProcessRunEventsDeps, processRunEvents } from './process-run-events';
export { isFinished, reportContentOf } from './report-content';
export { type OpenedRun, type Run, type StoredResult, isOpened } from './run';
