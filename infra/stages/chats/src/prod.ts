import { type ChatSettings } from './chat-settings';

/** Replace the chat by your own channel. */
export const prod: ChatSettings = {
  destinations: { owners: [{ type: 'telegram', chatId: '-1000000000000', showsProgress: false }] },
};
