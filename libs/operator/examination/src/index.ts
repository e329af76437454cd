export { type ExpectedPlace } from './check';
export {
  ActionDeniedError,
  CredentialsError,
  NotEmulatedError,
  TelegramRefusedError,
  ThrottledError,
  UnreachableError,
} from './errors';
export { examine } from './examine';
export { type Finding } from './finding';
export { neededActions } from './needed-actions';
export { type DoctorPorts, type LogLine } from './ports';
export { findingsJson } from './render/findings-json';
export { renderFindings, worstOf } from './render/render-findings';
export { type AlarmState, type Subscription } from './watching';
