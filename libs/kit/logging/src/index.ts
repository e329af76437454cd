export { type Log, type LogFields, createJsonLog, errorFields, redactBotToken } from './log';
