import { type ChatSettings } from './chat-settings';

export const local: ChatSettings = {
  destinations: { owners: [{ type: 'telegram', chatId: '-1001234567890', showsProgress: false }] },
};
