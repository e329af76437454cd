import { inlineKeyboard } from '../formatting/reply-markup';
import { editMessage } from './edit-message';
import { type Method } from './method';
import { refuseVariants } from './refuse-variants';

/** Without a keyboard it takes the keyboard away. @see https://core.telegram.org/bots/api#editmessagereplymarkup */
export const editMessageReplyMarkup: Method = (parameters, context) => {
  refuseVariants(parameters);
  const markup = inlineKeyboard(parameters);
  return editMessage(parameters, context, ({ text, versions }) => ({
    text,
    entities: versions.at(-1)?.entities ?? [],
    ...(markup && { replyMarkup: markup }),
  }));
};
