export { errorFields } from './error-fields';
export { type Log, type LogFields, createJsonLog } from './log';
export { redactBotToken } from './redact';
