/** Reads owners' questions. A separate bundle, which the handler loads with the first question. */
export { askTools } from '@pulso/domain/conversation';
