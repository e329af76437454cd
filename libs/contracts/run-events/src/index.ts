export { answerOf, singleNumberOf, tooLargeReason } from './answer-of';
export { boundRows, resultLimits } from './bound-rows';
export { rollUp, rollUpTables } from './roll-up';
export {
  type FailureReason,
  type QueryOutcome,
  type ResultRows,
  type ResultTable,
  type RunEvent,
  failureReasonSchema,
  queryStatisticsSchema,
  readRunEvent,
  resultRowsSchema,
  resultTablesSchema,
  runEventSchema,
  runEventsDelivery,
  sweepEverySeconds,
} from './run-event';
