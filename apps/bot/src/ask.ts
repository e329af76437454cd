/** Reads the questions of owners. A bundle of its own beside the handler, which loads it with the first one. */
export { askTools } from '@pulso/domain/conversation';
