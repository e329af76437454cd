import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters, type UploadedFile } from '../call-parameters';
import { type Attachment } from '../conversation';
import { imageSize } from './image-size';
import { type MethodContext } from './method';

/** @see https://core.telegram.org/bots/api#sending-files */
const limits = { photoBytes: 10 * 1024 * 1024, documentBytes: 50 * 1024 * 1024, photoSides: 10_000, photoRatio: 20 };

/** What a file becomes in a message. */
export interface ReadAttachment {
  readonly attachment: Attachment;
  /** Keeps an upload under its id, once the message is there. */
  readonly keep: () => void;
}

/**
 * Finds the file of a message: an upload, or one that was sent before.
 *
 * @param given - An id, or `attach://<field>`.
 * @param field - Where an upload lies that is not attached.
 * @throws {BotApiError} 400.
 */
export function readAttachment(
  parameters: Pick<CallParameters, 'file'>,
  { kind, given, field }: { readonly kind: Attachment['kind']; readonly given: string; readonly field: string },
  context: MethodContext,
): ReadAttachment {
  const file = parameters.file(given.startsWith('attach://') ? given.slice('attach://'.length) : field);
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
  if (known && known.attachment.kind !== kind) {
    throw badRequest(`can't use file of type ${typeNames[known.attachment.kind]} as ${typeNames[kind]}`);
  }
  const attachment = known?.attachment ?? { kind, ...describe[kind](file as UploadedFile, context) };
  return { attachment, keep: () => (file ? store(file, attachment, context) : undefined) };
}

const describe: Readonly<
  Record<Attachment['kind'], (file: UploadedFile, context: MethodContext) => Omit<Attachment, 'kind'>>
> = {
  photo: (file, context) => {
    if (file.bytes.length > limits.photoBytes) throw badRequest('file is too big');
    const { width, height } = imageSize(file.bytes) ?? {};
    // Telegram opens the file to find out, so nothing else than an image passes.
    if (width === undefined || height === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
    const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
    if (width + height > limits.photoSides || ratio > limits.photoRatio) throw badRequest('PHOTO_INVALID_DIMENSIONS');
    const id = fileId(file, context);
    return { json: [{ ...id, width, height }], shownAs: `photo ${file.fileName}, ${width} x ${height}` };
  },
  document: (file, context) => {
    if (file.bytes.length > limits.documentBytes) throw badRequest('file is too big');
    const names = { file_name: file.fileName, ...(file.contentType !== '' && { mime_type: file.contentType }) };
    const shownAs = `document ${file.fileName}, ${file.bytes.length} bytes`;
    return { json: { ...names, ...fileId(file, context) }, shownAs };
  },
};

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
