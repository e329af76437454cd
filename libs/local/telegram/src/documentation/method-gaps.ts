import { type MethodName } from '../methods/methods';

const variants = 'business accounts, effects, suggested posts, paid broadcasts';
const inline = 'inline messages, business accounts';

/** What a method lacks that Telegram's has, for the documentation. Parameters that belong to it are refused by name. */
export const methodGaps: Readonly<Partial<Record<MethodName, string>>> = {
  answerCallbackQuery: 'url',
  copyMessage: variants,
  editMessageCaption: inline,
  editMessageMedia: `${inline}; everything but photos and documents, files by address, thumbnails, spoilers`,
  editMessageReplyMarkup: inline,
  editMessageText: `${inline}, rich messages`,
  forwardMessage: variants,
  getChat: 'photos, biographies, and what else a profile shows',
  getChatAdministrators: 'people: the bot is the only administrator',
  getChatMember: 'people who were not seen in the chat',
  getChatMemberCount: 'people who were not seen in the chat',
  getFile: 'files that people sent',
  getUpdates: 'the wait of three seconds before the same bot may ask again',
  pinChatMessage: 'business accounts; the notice in the chat',
  sendChatAction: 'topics, business accounts',
  sendDocument: `${variants}; files by address, thumbnails`,
  sendMessage: `${variants}; games and payments in buttons`,
  sendPhoto: `${variants}; files by address`,
  setWebhook: 'certificate, ip_address, every address but http on loopback',
  unpinChatMessage: 'business accounts',
};
