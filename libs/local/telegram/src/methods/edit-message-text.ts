import { badRequest } from '../bot-api-error';
import { messageText } from '../formatting/message-text';
import { replyMarkup } from '../formatting/reply-markup';
import { editMessage } from './edit-message';
import { type Method } from './method';
import { refuseVariants } from './refuse-variants';

/** An edit without a keyboard takes the keyboard away. @see https://core.telegram.org/bots/api#editmessagetext */
export const editMessageText: Method = (parameters, context) => {
  refuseVariants(parameters);
  const formatted = messageText(parameters, 'edit');
  const markup = replyMarkup(parameters);
  return editMessage(parameters, context, (message) => {
    if (message.attachment) throw badRequest('there is no text in the message to edit');
    return { ...formatted, ...(markup && { replyMarkup: markup }) };
  });
};
