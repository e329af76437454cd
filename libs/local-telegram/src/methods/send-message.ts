import { messageText } from '../formatting/message-text';
import { replyMarkup } from '../formatting/reply-markup';
import { asObject } from '../telegram-types';
import { type CallParameters } from '../call-parameters';
import { badRequest } from '../bot-api-error';
import { type Method } from './method';
import { postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sendmessage */
export const sendMessage: Method = (parameters, context) => {
  refuseVariants(parameters);
  const linkPreviewDisabled = isLinkPreviewDisabled(parameters);
  const formatted = messageText(parameters, 'send');
  const markup = replyMarkup(parameters);
  return postMessage(parameters, context, { ...formatted, linkPreviewDisabled, ...(markup && { markup }) });
};

/** The newer parameter wins over the one it replaced. */
function isLinkPreviewDisabled(parameters: CallParameters): boolean {
  const options = parameters.json('link_preview_options', 'link preview options');
  if (options === undefined) return parameters.flag('disable_web_page_preview');
  if (typeof options !== 'object' || options === null) throw badRequest('Object expected as link preview options');
  return asObject(options)['is_disabled'] === true;
}
