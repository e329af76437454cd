export { mailRejected, MailService } from './mail-service';
export { type ParameterSettings, ParameterStore } from './parameter-store';
