export { type ConsoleEvent } from './console-event';
export { type Overview } from './overview';
export {
  type ApiAnswer,
  type Handlers,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  operations,
} from './operations';
export { type PeopleEvent, type ShownMessage, type TextEntity } from './people-event';
export {
  type RunDetail,
  type RunFinding,
  type RunItem,
  type RunItemDetail,
  type RunLane,
  type RunLogLine,
  type RunState,
  type RunSummary,
} from './runs';
