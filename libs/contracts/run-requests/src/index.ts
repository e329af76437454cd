export { type RunRequest, dispatcherFunctionName, readRunRequest, runIdOf } from './run-request';
