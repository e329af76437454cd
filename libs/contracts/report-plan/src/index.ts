export {
  type HistorySum,
  type LocalizedText,
  type PlannedNumber,
  type PlannedQuery,
  type PlannedTable,
  type ReportPlan,
  type TableColumn,
  localizedTextSchema,
  maxPlanBytes,
  numberTraits,
  reportPlanSchema,
  tableColumnsSchema,
} from './report-plan';
