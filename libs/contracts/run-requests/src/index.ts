export {
  type AskedQuestion,
  askButtonPrefix,
  askButtonSigns,
  askedReportId,
  chatKinds,
  groupings,
  lastTwoHoursData,
  measures,
} from './asked-question';
export {
  type ReportButton,
  maxWindowsAgo,
  readReportButton,
  reportButtonData,
  reportButtonPattern,
} from './report-button';
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
