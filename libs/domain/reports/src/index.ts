export { awaitedWithinHours } from './awaited-within-hours';
export { catalogue, reportsOf, titles } from './catalogue';
export { checkReports, maxQueryCount } from './check-reports';
export { InvalidReportError, numberOfReport } from './find-number';
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
  queryTextOf,
} from './report-definition';
