export { RunStoreConflictError } from './errors';
export {
  type ExpectedRun,
  type History,
  type Nomination,
  type ReportSchedule,
  type ResultToStore,
  type RunStore,
  type RunToClose,
  type RunToOpen,
  type ScheduleWatch,
  type ToldNews,
} from './ports';
export { type ProcessRunEventsDeps, processRunEvents } from './process-run-events';
export { type OpenedRun, type Run, type StoredResult, isOpened } from './run';
