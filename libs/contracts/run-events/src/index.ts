export { type Answer, answerOf, singleNumberOf } from './answer-of';
export { boundRows, resultLimits } from './bound-rows';
export {
  type FailureReason,
  type QueryOutcome,
  type RunEvent,
  failureReasonSchema,
  queryStatisticsSchema,
  readRunEvent,
  resultRowsSchema,
  resultTablesSchema,
  runEventsDelivery,
} from './run-event';
