export { createPauseMessages } from './create-pause-messages';
export { createSendMessages, createSendOnce } from './create-send-messages';
