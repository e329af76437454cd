export { mailRejected, MailService, mailThrottled } from './mail-service';
export { type ParameterSettings, ParameterStore } from './parameter-store';
