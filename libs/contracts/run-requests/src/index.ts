export {
  type RunRequest,
  type RunTrigger,
  dispatcherFunctionName,
  historyRunIdOf,
  readRunRequest,
  runIdOf,
} from './run-request';
