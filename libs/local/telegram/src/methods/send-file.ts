import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters, type UploadedFile } from '../call-parameters';
import { type Attachment } from '../conversation';
import { messageCaption } from '../formatting/message-text';
import { imageSize } from './image-size';
import { type Method, type MethodContext } from './method';
import { postMessage } from './post-message';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sending-files */
const limits = { photoBytes: 10 * 1024 * 1024, documentBytes: 50 * 1024 * 1024, photoSides: 10_000, photoRatio: 20 };

/** @see https://core.telegram.org/bots/api#sendphoto */
export const sendPhoto: Method = (parameters, context) =>
  send(parameters, context, 'photo', (file) => {
    if (file.bytes.length > limits.photoBytes) throw badRequest('file is too big');
    const { width, height } = imageSize(file.bytes) ?? {};
    // Telegram opens the file to find out, so nothing else than an image passes.
    if (width === undefined || height === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
    const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
    if (width + height > limits.photoSides || ratio > limits.photoRatio) throw badRequest('PHOTO_INVALID_DIMENSIONS');
    const id = fileId(file, context);
    return { json: [{ ...id, width, height }], shownAs: `photo ${file.fileName}, ${width} x ${height}` };
  });

/** @see https://core.telegram.org/bots/api#senddocument */
export const sendDocument: Method = (parameters, context) =>
  send(parameters, context, 'document', (file) => {
    if (file.bytes.length > limits.documentBytes) throw badRequest('file is too big');
    const names = { file_name: file.fileName, ...(file.contentType !== '' && { mime_type: file.contentType }) };
    const shownAs = `document ${file.fileName}, ${file.bytes.length} bytes`;
    return { json: { ...names, ...fileId(file, context) }, shownAs };
  });

function send(
  parameters: CallParameters,
  context: MethodContext,
  kind: Attachment['kind'],
  describe: (file: UploadedFile) => Omit<Attachment, 'kind'>,
) {
  refuseVariants(parameters);
  const given = parameters.text(kind);
  const file = parameters.file(given.startsWith('attach://') ? given.slice('attach://'.length) : kind);
  const known = file ? undefined : context.files.get(given);
  if (!file && !known) {
    if (/^https?:/i.test(given)) throw notEmulated(`a ${kind} by address`);
    throw badRequest(
      given === '' || given.startsWith('attach://')
        ? `There is no ${kind} in the request`
        : "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
    );
  }
  if (file?.bytes.length === 0) throw badRequest('file must be non-empty');
  const formatted = messageCaption(parameters);
  if (known && known.attachment.kind !== kind) {
    throw badRequest(`can't use file of type ${typeNames[known.attachment.kind]} as ${typeNames[kind]}`);
  }
  const attachment = known?.attachment ?? { kind, ...describe(file as UploadedFile) };
  const sent = postMessage(parameters, context, {
    ...formatted,
    linkPreviewDisabled: false,
    attachment,
  });
  if (file) store(file, attachment, context);
  return sent;
}

/** Keeps an upload under its id. The path is of Telegram's form. */
function store({ fileName, bytes }: UploadedFile, attachment: Attachment, { files }: MethodContext): void {
  const [, ending = ''] = /(\.[a-z0-9]{1,8})$/i.exec(fileName) ?? [];
  const path = `${attachment.kind}s/file_${files.size}${ending}`;
  for (const { file_id: id } of [attachment.json].flat() as { file_id: string }[]) {
    files.set(id, { attachment, bytes, path });
  }
}

const typeNames = { photo: 'Photo', document: 'Document' };

/** Ids look like Telegram's, and name no file of its. */
function fileId({ bytes }: UploadedFile, { files }: MethodContext) {
  const number = files.size + 1;
  return {
    file_id: `LocalFile${String(number).padStart(12, '0')}`,
    file_unique_id: `Local${number}`,
    file_size: bytes.length,
  };
}
