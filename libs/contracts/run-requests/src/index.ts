export {
  type RunRequest,
  type RunTrigger,
  askedAtMsOf,
  chatRequestIdOf,
  chatRunIdOf,
  dispatcherFunctionName,
  historyRunIdOf,
  readRunRequest,
  runIdOf,
  unknownReportErrorName,
} from './run-request';
