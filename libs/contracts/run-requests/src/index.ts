export {
  type RunRequest,
  type RunTrigger,
  chatRunIdOf,
  dispatcherFunctionName,
  historyRunIdOf,
  readRunRequest,
  runIdOf,
  unknownReportErrorName,
} from './run-request';
