export { type ExpectedPlace, type Examination } from './check';
export {
  ActionDeniedError,
  CredentialsError,
  NotEmulatedError,
  TelegramRefusedError,
  ThrottledError,
  UnreachableError,
} from './errors';
export { type ExamineDeps, examine } from './examine';
export { type Finding, type Verdict } from './finding';
export { neededActions } from './needed-actions';
export {
  type AskTelegram,
  type Concurrency,
  type DeployedFunction,
  type DeployedSchedule,
  type DoctorPorts,
  type Identity,
  type LogLine,
  type LogLines,
  type Mapping,
  type QueueDepth,
} from './ports';
export { type FindingsJson, findingsJson } from './render/findings-json';
export { renderFindings, worstOf } from './render/render-findings';
export { type AlarmState, type MailAccount, type MailIdentity, type Subscription } from './watching';
