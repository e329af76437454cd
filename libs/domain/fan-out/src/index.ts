export { type DispatchDeps, type SendMessages, dispatch } from './dispatch';
export { UnknownDestinationsError, UnknownReportError } from './errors';
export { type PlannedRun, type StageReportSettings, planRun } from './plan-run';
export { windowOf } from './window-of';
