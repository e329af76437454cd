export { createPauseMessages } from './create-pause-messages';
export { createSendMessages } from './create-send-messages';
export { createSendOnce } from './create-send-once';
