export {
  type RunRequest,
  type RunTrigger,
  askedOf,
  chatRequestIdOf,
  chatRunIdOf,
  dispatcherFunctionName,
  historyRunIdOf,
  readRunRequest,
  runIdOf,
  scheduledAtMsOf,
  scheduledRunIdOf,
  unknownReportErrorName,
} from './run-request';
