export { recountSchema } from './recount';
export {
  type HistorySum,
  type LocalizedText,
  type NumberTraits,
  type PlannedNumber,
  type PlannedQuery,
  type PlannedReturn,
  type PlannedShare,
  type PlannedTable,
  type ReportPlan,
  type TableColumn,
  localizedTextSchema,
  maxPlanBytes,
  numberTraits,
  reportPlanSchema,
  tableColumnsSchema,
  traitsOf,
} from './report-plan';
