export {
  type LocalizedText,
  type PlannedQuery,
  type ReportPlan,
  localizedTextSchema,
  plannedQuerySchema,
  reportPlanSchema,
} from './report-plan';
