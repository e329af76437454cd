export { type ExpectedPlace } from './check';
export {
  ActionDeniedError,
  CredentialsError,
  NotEmulatedError,
  TelegramRefusedError,
  ThrottledError,
  UnreachableError,
} from './errors';
export { tables } from './checks/tables-check';
export { examine } from './examine';
export { expectedAlarms } from './expected-alarms';
export { type Finding } from './finding';
export { neededActions } from './needed-actions';
export { type DoctorPorts, type LogLine } from './ports';
export { findingsJson } from './render/findings-json';
export { renderFindings, worstOf } from './render/render-findings';
export { type AlarmState, type Subscription } from './watching';
