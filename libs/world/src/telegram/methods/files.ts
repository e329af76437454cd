import { type CallParameters, type UploadedFile } from '../call-parameters';
import { type AttachedFile } from '../conversation';
import { badRequest, notEmulated } from '../refusals';

type Files = Map<string, Uint8Array>;

/** A file of a message, with what Telegram keeps of it. */
interface ReadFile {
  readonly attached: AttachedFile;
  readonly fileId: string;
  readonly bytes: Uint8Array;
}

/** Keeps a file under its id, once its message is there. */
export const keepFile = ({ fileId, bytes }: ReadFile, files: Files): void => void files.set(fileId, bytes);

/** @see https://core.telegram.org/bots/api#sending-files */
const maxBytes = { photo: 10 * 1024 * 1024, document: 50 * 1024 * 1024 };

/**
 * Finds the photo of a message. Nothing outside is fetched, so a photo by address has an invented size.
 *
 * @param given - `attach://<field>`, the id of a file, an address, or empty if the field `photo` has it.
 * @throws {BotApiError} 400.
 */
export function readPhoto(parameters: CallParameters, given: string, files: Files): ReadFile {
  const file = findFile(parameters, { given, field: 'photo' }, files);
  const bytes = file?.bytes ?? new Uint8Array(1);
  if (file) checkSize(bytes, maxBytes.photo);
  const { width, height } = file ? pngSize(bytes) : { width: 800, height: 600 };
  const ids = idsOf(files.size + 1);
  const attachment = file ? `photo ${file.fileName}, ${width} x ${height}` : `photo ${given}`;
  const photo = [{ ...ids, file_size: bytes.length, width, height }];
  return { attached: { attachment, file: { photo }, pictureId: ids.file_id }, bytes, fileId: ids.file_id };
}

/**
 * Finds the file of a message. Only the name of an address is used; Telegram fetches only PDF and ZIP files.
 *
 * @throws {BotApiError} 400.
 */
export function readDocument(parameters: CallParameters, files: Files): ReadFile {
  const given = parameters.text('document');
  const file = findFile(parameters, { given, field: 'document' }, files);
  const { fileName, contentType, bytes } = file ?? {
    fileName: given.split('/').at(-1) ?? given,
    contentType: 'application/pdf',
    bytes: new Uint8Array(1),
  };
  checkSize(bytes, maxBytes.document);
  const ids = idsOf(files.size + 1);
  const mimeType = contentType.split(';')[0]?.trim() ?? '';
  const document = { ...ids, file_name: fileName, mime_type: mimeType, file_size: bytes.length };
  const attachment = `file ${fileName}, ${bytes.length} bytes`;
  return { attached: { attachment, file: { document } }, bytes, fileId: ids.file_id };
}

/**
 * @returns undefined for the address of a file, which Telegram would fetch.
 * @see https://core.telegram.org/bots/api#sending-files
 */
function findFile(
  parameters: CallParameters,
  { given, field }: { readonly given: string; readonly field: string },
  files: Files,
): UploadedFile | undefined {
  const isAttached = given.startsWith('attach://');
  const file = parameters.file(isAttached ? given.slice('attach://'.length) : field);
  if (file) return file;
  if (given === '' || isAttached) throw badRequest(`There is no ${field} in the request`);
  const bytes = files.get(given);
  if (bytes) return { bytes, fileName: given, contentType: 'application/octet-stream' };
  if (/^https?:\/\/[^/\s]+\.[^/\s]/i.test(given)) return undefined;
  throw badRequest('wrong file identifier/HTTP URL specified');
}

function checkSize({ length }: Uint8Array, maxBytes: number): void {
  if (length === 0) throw badRequest('file must be non-empty');
  if (length > maxBytes) throw badRequest('file is too big');
}

/** They look like Telegram's but name none of its files. */
const idsOf = (number: number) => ({
  file_id: `LocalFile${String(number).padStart(12, '0')}`,
  file_unique_id: `Local${number}`,
});

/** Telegram opens the file, so only an image passes. */
function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const isPng = file.toString('hex', 0, 8) === '89504e470d0a1a0a' && file.length >= 24;
  if (!isPng) throw notEmulated('a photo that is no PNG');
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}
