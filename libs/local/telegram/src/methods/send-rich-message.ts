import { richMessage } from '../formatting/rich-message';
import { type Method } from './method';
import { postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sendrichmessage */
export const sendRichMessage: Method = (parameters, context) => {
  refuseVariants(parameters);
  return postMessage(parameters, context, { ...richMessage(parameters), linkPreviewDisabled: false });
};
