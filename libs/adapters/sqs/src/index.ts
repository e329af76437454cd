export { type PauseBeforeResend, type SendMessages, createSendMessages } from './create-send-messages';
export { MessageTooLargeError, MessagesRefusedError, type RefusedMessage } from './errors';
export { type OutgoingMessage } from './message-entries';
