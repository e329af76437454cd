export {
  type FailureReason,
  type QueryOutcome,
  type ResultRows,
  type RunEvent,
  readRunEvent,
  runEventsDelivery,
  singleNumberOf,
} from './run-event';
