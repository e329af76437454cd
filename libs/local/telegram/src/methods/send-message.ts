import { messageText } from '../formatting/message-text';
import { optionalFlag, optionalText } from '../formatting/json-fields';
import { isJsonObject } from '../telegram-types';
import { type CallParameters } from '../call-parameters';
import { badRequest } from '../bot-api-error';
import { type Method } from './method';
import { postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sendmessage */
export const sendMessage: Method = (parameters, context) => {
  refuseVariants(parameters);
  const linkPreviewDisabled = isLinkPreviewDisabled(parameters);
  return postMessage(parameters, context, { ...messageText(parameters), linkPreviewDisabled });
};

/** The newer parameter wins over the one it replaced. */
function isLinkPreviewDisabled(parameters: CallParameters): boolean {
  const options = parameters.json('link_preview_options', 'link preview options');
  if (options === undefined) return parameters.flag('disable_web_page_preview');
  if (!isJsonObject(options)) throw badRequest('Object expected as link preview options');
  optionalText(options, 'url', badRequest);
  for (const name of ['prefer_small_media', 'prefer_large_media', 'show_above_text']) {
    optionalFlag(options, name, badRequest);
  }
  return optionalFlag(options, 'is_disabled', badRequest);
}
