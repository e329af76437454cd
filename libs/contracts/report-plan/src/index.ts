export {
  type Destination,
  type LocalizedText,
  type PlannedQuery,
  type ReportPlan,
  destinationSchema,
  localizedTextSchema,
  maxPlanBytes,
  plannedQuerySchema,
  reportPlanSchema,
} from './report-plan';
