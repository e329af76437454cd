export { RunStoreConflictError } from './errors';
export {
  type ExpectedRun,
  type HistoryEntry,
  type Nomination,
  type ResultToStore,
  type RunStore,
  type RunToClose,
  type RunToOpen,
  type ScheduleWatch,
} from './ports';
export { type ProcessRunEventsDeps, processRunEvents } from './process-run-events';
export { reportContentOf } from './report-content';
export { type Run, type StoredResult, isOpened } from './run';
