import { messageCaption } from '../formatting/message-text';
import { asObject } from '../telegram-types';
import { contentOf, findSource } from './forward-message';
import { type Method } from './method';
import { postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/**
 * Posts what a message shows as one of the bot's own, with other buttons or none, under a new caption if one is given.
 * A bot may copy even what must not be forwarded.
 *
 * @returns The id of the copy alone.
 * @see https://core.telegram.org/bots/api#copymessage
 */
export const copyMessage: Method = (parameters, context) => {
  refuseVariants(parameters);
  parameters.refuse('show_caption_above_media');
  const caption = parameters.has('caption') ? messageCaption(parameters) : undefined;
  const source = findSource(parameters, context, 'message to copy');
  const { result } = postMessage(parameters, context, {
    ...contentOf(source),
    ...(source.attachment && caption),
  });
  return { result: { message_id: asObject(result)['message_id'] } };
};
