export {
  type Destination,
  type LocalizedText,
  type PlannedQuery,
  type ReportPlan,
  destinationSchema,
  localizedTextSchema,
  maxPlanBytes,
  reportPlanSchema,
} from './report-plan';
