export {
  type Destination,
  type LocalizedText,
  type PlannedQuery,
  type ReportPlan,
  destinationSchema,
  localizedTextSchema,
  plannedQuerySchema,
  reportPlanSchema,
} from './report-plan';
