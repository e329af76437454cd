export { createSendMessages } from './create-send-messages';
