export { awaitedWithinHours } from './awaited-within-hours';
export { catalogue } from './catalogue';
export { maxQueryCount } from './check-report';
export { checkReports } from './check-reports';
export { InvalidReportError } from './errors';
export { historyNumberOf, numberOfReport } from './history-number-of';
export {
  type ColumnDefinition,
  type HistorySumDefinition,
  type NumberDefinition,
  type QueryDefinition,
  type ReportDefinition,
  type ShareDefinition,
  type TableDefinition,
  type TextInAllLanguages,
  type WindowDefinition,
  ownBot,
} from './report-definition';
export { reportsOf } from './reports-of';
