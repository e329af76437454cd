export { type AskedQuestion, askedReportId, chatKinds, groupings, measures } from './asked-question';
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
  runRequestSchema,
  scheduledAtMsOf,
  scheduledRunIdOf,
  unknownReportErrorName,
} from './run-request';
