export { type ChatSummary, type Entered, type Happened, type MenuCommand } from './chat';
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
export { type PeopleEvent, type ShownMessage, type ShownVersion, type TextEntity } from './people-event';
export { type Mail, type MailSummary, type PostedCall } from './posted';
