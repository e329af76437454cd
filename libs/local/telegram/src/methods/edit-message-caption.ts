import { badRequest } from '../bot-api-error';
import { messageCaption } from '../formatting/message-text';
import { inlineKeyboard } from '../formatting/reply-markup';
import { editMessage } from './edit-message';
import { type Method } from './method';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#editmessagecaption */
export const editMessageCaption: Method = (parameters, context) => {
  refuseVariants(parameters);
  const formatted = messageCaption(parameters, 'edit');
  const markup = inlineKeyboard(parameters);
  return editMessage(parameters, context, (message) => {
    if (!message.attachment) throw badRequest('there is no caption in the message to edit');
    return { ...formatted, ...(markup && { replyMarkup: markup }) };
  });
};
