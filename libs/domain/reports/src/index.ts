export { namesWallTime, nextScheduledMs } from '@pulso/schedule-expressions';

export { catalogue } from './catalogue';
export { defineCatalogue } from './define-catalogue';
export { defineReport, maxQueryCount } from './define-report';
export { InvalidReportError } from './errors';
export { type HistoryNumber, historyNumberOf } from './history-number-of';
export {
  type ColumnDefinition,
  type HistorySumDefinition,
  type NumberDefinition,
  type NumberTraits,
  type QueryDefinition,
  type ReportDefinition,
  type TableDefinition,
  type TextInAllLanguages,
  type WindowDefinition,
  ownBot,
} from './report-definition';
