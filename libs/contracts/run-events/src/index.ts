export { type Answer, answerOf, singleNumberOf } from './answer-of';
export { boundRows, resultLimits } from './bound-rows';
export { type RollUp, rollUp, rollUpTables } from './roll-up';
export {
  type FailureReason,
  type QueryOutcome,
  type ResultTable,
  type RunEvent,
  failureReasonSchema,
  planVersionOf,
  queryStatisticsSchema,
  readRunEvent,
  resultRowsSchema,
  resultTablesSchema,
  runEventsDelivery,
} from './run-event';
