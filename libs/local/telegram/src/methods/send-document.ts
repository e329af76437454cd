import { badRequest, notEmulated } from '../bot-api-error';
import { messageCaption } from '../formatting/message-text';
import { idsOf, knownFile } from './known-file';
import { type Method } from './method';
import { postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/** Bytes of an upload. @see https://core.telegram.org/bots/api#sending-files */
const maxBytes = 50 * 1024 * 1024;

/** @see https://core.telegram.org/bots/api#senddocument */
export const sendDocument: Method = (parameters, context) => {
  refuseVariants(parameters);
  const given = parameters.text('document');
  const isAttached = given.startsWith('attach://');
  const file = parameters.file(isAttached ? given.slice('attach://'.length) : 'document');
  if (!file && (given === '' || isAttached)) throw badRequest('There is no document in the request');
  if (parameters.file('thumbnail') || parameters.has('thumbnail')) throw notEmulated('a thumbnail');
  const { bytes, fileName, contentType } = file ?? knownFile(given, context.files) ?? fileByAddress(given);
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (bytes.length > maxBytes) throw badRequest('file is too big');
  const number = context.files.size + 1;
  const document = {
    ...idsOf(number),
    file_name: fileName,
    mime_type: contentType.split(';')[0]?.trim() ?? '',
    file_size: bytes.length,
  };
  const sent = postMessage(parameters, context, {
    ...messageCaption(parameters),
    linkPreviewDisabled: false,
    attachment: { json: [], document, shownAs: `file ${fileName}, ${bytes.length} bytes` },
  });
  context.files.set(document.file_id, bytes);
  return sent;
};

/** Nothing outside is fetched. Telegram takes PDF and ZIP files alone by their address. */
const fileByAddress = (address: string) => ({
  bytes: new Uint8Array(1),
  fileName: address.split('/').at(-1) ?? address,
  contentType: 'application/pdf',
});
