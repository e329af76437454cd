export {
  type LocalizedText,
  type PlannedQuery,
  type ReportPlan,
  localizedTextSchema,
  maxPlanBytes,
  reportPlanSchema,
} from './report-plan';
