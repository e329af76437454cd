import { type CallParameters } from '../call-parameters';
import { type Attachment } from '../conversation';
import { messageCaption } from '../formatting/message-text';
import { type Method, type MethodContext } from './method';
import { postMessage } from './post-message';
import { readAttachment } from './read-attachment';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sendphoto */
export const sendPhoto: Method = (parameters, context) => send(parameters, context, 'photo');

/** @see https://core.telegram.org/bots/api#senddocument */
export const sendDocument: Method = (parameters, context) => send(parameters, context, 'document');

function send(parameters: CallParameters, context: MethodContext, kind: Attachment['kind']) {
  refuseVariants(parameters);
  const { attachment, keep } = readAttachment(parameters, { kind, given: parameters.text(kind), field: kind }, context);
  const sent = postMessage(parameters, context, {
    ...messageCaption(parameters),
    linkPreviewDisabled: false,
    attachment,
  });
  keep();
  return sent;
}
