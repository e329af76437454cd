import { type MethodName } from '../methods/methods';

const format = 'formatting but HTML, other keyboards and buttons';
const variants = `${format}; business accounts, effects, suggested posts`;
const inline = `${format}; inline messages, business accounts`;

/** What a method lacks that Telegram's has, for the documentation. Parameters that belong to it are refused by name. */
export const methodGaps: Readonly<Partial<Record<MethodName, string>>> = {
  answerCallbackQuery: 'url',
  editMessageMedia: `${inline}; everything but uploaded PNGs`,
  editMessageText: inline,
  getChat: 'photos, biographies, and what else a profile shows',
  getChatMember: 'people who were not seen in the chat',
  sendDocument: `${variants}; thumbnails; addresses are not fetched`,
  sendMessage: variants,
  sendPhoto: `${variants}; photos but PNGs; addresses are not fetched`,
  setWebhook: 'certificate, ip_address, every address but http on loopback; calls in the answers of the webhook',
};
