export {
  type AlarmSummary,
  type CloudPage,
  type CloudRow,
  type Fact,
  type FaultState,
  type LogLine,
  type ScheduleSummary,
} from './cloud';
export { type ChatSummary, type HandledUpdate } from './chat';
export { type ConsoleEvent, type Overview } from './overview';
export {
  type ApiAnswer,
  type Handlers,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  operations,
} from './operations';
export {
  type AnswerColumn,
  type CatalogueQuestion,
  type LogGroupSummary,
  type QueryDiagnostic,
  type QueryWord,
  type QuestionAnswer,
  type QuestionVocabulary,
} from './questions';
export { type RunDetail, type RunItem, type RunItemDetail, type RunLane, type RunState, type RunSummary } from './runs';
export {
  type BotCommand,
  type Happened,
  type InlineButton,
  type MessageEntity,
  type PeopleEvent,
  type ShownMessage,
} from '@pulso/world/telegram';
