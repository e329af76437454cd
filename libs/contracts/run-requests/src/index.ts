export { type AskedQuestion, askedReportId, chatKinds, groupings, measures } from './asked-question';
export { askButtonPrefix, askButtonSigns, lastTwoHoursData } from './report-button';
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
