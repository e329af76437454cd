import { messageText } from '../formatting/message-text';
import { asObject } from '../telegram-types';
import { type CallParameters } from '../call-parameters';
import { notEmulated } from '../bot-api-error';
import { type Method } from './method';
import { postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sendmessage */
export const sendMessage: Method = (parameters, context) => {
  refuseVariants(parameters);
  const linkPreviewDisabled = isLinkPreviewDisabled(parameters);
  return postMessage(parameters, context, { ...messageText(parameters), linkPreviewDisabled });
};

function isLinkPreviewDisabled(parameters: CallParameters): boolean {
  parameters.refuse('disable_web_page_preview');
  const { is_disabled: isDisabled, ...others } = asObject(
    parameters.json('link_preview_options', 'link preview options'),
  );
  const [other] = Object.keys(others);
  if (other !== undefined) throw notEmulated(`a link preview with ${other}`);
  return isDisabled === true;
}
