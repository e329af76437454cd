import { messageCaption } from '../formatting/message-text';
import { type Method } from './method';
import { postMessage } from './post-message';
import { readPhoto } from './read-photo';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sendphoto */
export const sendPhoto: Method = (parameters, context) => {
  refuseVariants(parameters);
  const { attachment, keep } = readPhoto(parameters, { given: parameters.text('photo'), field: 'photo' }, context);
  const sent = postMessage(parameters, context, {
    ...messageCaption(parameters),
    linkPreviewDisabled: false,
    attachment,
  });
  keep();
  return sent;
};
