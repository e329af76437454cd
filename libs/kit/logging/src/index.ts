export { type ErrorFields, errorFields } from './error-fields';
export { type JsonLogOptions, type Log, type LogFields, createJsonLog } from './log';
export { redactBotToken } from './redact';
