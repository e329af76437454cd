import { type InlineButton, type Replies } from '@pulso/domain/conversation';
import { type CallFailure } from '@pulso/kit/telegram-outcomes';
import { defined } from '@pulso/kit/text-limits';

import { type CallTelegram } from './call-telegram';
import { classifyEditFailure, classifyFailure } from './classify-failure';

/**
 * Speaks to people through the Bot API. Texts are HTML, links show no preview, and no function throws.
 *
 * @param call - Throws what Telegraf throws.
 */
export const createReplies = (call: CallTelegram): Replies => ({
  sendMessage: async ({ chatId, text, replyToMessageId, topicId, buttons }) =>
    attempt(async () => {
      const { message_id: messageId } = await call('sendMessage', {
        chat_id: chatId,
        text: text.html,
        ...htmlWithoutPreview,
        ...defined({ message_thread_id: topicId }),
        ...(replyToMessageId === undefined
          ? {}
          : { reply_parameters: { message_id: replyToMessageId, allow_sending_without_reply: true } }),
        ...(buttons === undefined
          ? {}
          : { reply_markup: { inline_keyboard: buttons.map((row) => row.map(buttonOf)) } }),
      });
      return { status: 'sent', messageId };
    }),

  editMessage: async ({ chatId, messageId, text }) => {
    try {
      await call('editMessageText', { chat_id: chatId, message_id: messageId, text: text.html, ...htmlWithoutPreview });
      return { status: 'edited' };
    } catch (error) {
      return classifyEditFailure(error);
    }
  },

  answerCallbackQuery: async ({ callbackQueryId, text }) =>
    attempt(async () => {
      await call('answerCallbackQuery', {
        callback_query_id: callbackQueryId,
        ...defined({ text }),
      });
      return { status: 'answered' };
    }),
});

const buttonOf = (button: InlineButton) =>
  'url' in button ? button : { text: button.text, callback_data: button.data };

const htmlWithoutPreview = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

async function attempt<Outcome>(act: () => Promise<Outcome>): Promise<Outcome | CallFailure> {
  try {
    return await act();
  } catch (error) {
    return classifyFailure(error);
  }
}
