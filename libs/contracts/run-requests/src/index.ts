export { type RunRequest, type RunTrigger, dispatcherFunctionName, readRunRequest, runIdOf } from './run-request';
