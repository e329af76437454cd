export { createChangeVisibility } from './create-change-visibility';
export { createSendMessages, createSendOnce } from './create-send-messages';
