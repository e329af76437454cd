export {
  type RunRequest,
  type RunTrigger,
  chatRunIdOf,
  dispatcherFunctionName,
  historyRunIdOf,
  readRunRequest,
  runIdOf,
} from './run-request';
