export { awaitedWithinHours } from './awaited-within-hours';
export { catalogue, reportsOf } from './catalogue';
export { checkReports, maxQueryCount } from './check-reports';
export { InvalidReportError } from './errors';
export { historyNumberOf, numberOfReport } from './find-number';
export { queryTextOf } from './query-text-of';
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
