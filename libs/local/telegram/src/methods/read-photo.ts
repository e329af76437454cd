import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters, type UploadedFile } from '../call-parameters';
import { type Attachment } from '../conversation';
import { idsOf, knownFile } from './known-file';
import { type MethodContext } from './method';

/** @see https://core.telegram.org/bots/api#sending-files */
const limits = { bytes: 10 * 1024 * 1024, sides: 10_000, ratio: 20 };

/** What an upload becomes in a message. */
export interface ReadPhoto {
  readonly attachment: Attachment;
  /** Keeps the upload under its id, once the message is there. */
  readonly keep: () => void;
}

/**
 * Finds the upload that is the photo of a message.
 *
 * @param given - `attach://<field>`, or empty.
 * @param field - Where an upload lies that is not attached.
 * @throws {BotApiError} 400.
 */
export function readPhoto(
  parameters: Pick<CallParameters, 'file'>,
  { given, field }: { readonly given: string; readonly field: string },
  { files }: MethodContext,
): ReadPhoto {
  const isAttached = given.startsWith('attach://');
  const file = parameters.file(isAttached ? given.slice('attach://'.length) : field);
  if (!file && (given === '' || isAttached)) throw badRequest('There is no photo in the request');
  const known = file ?? knownFile(given, files);
  const attachment = known ? attachmentOf(known, files.size + 1) : photoByAddress(given, files.size + 1);
  return {
    attachment,
    keep: () => attachment.json.forEach(({ file_id: id }) => files.set(id, known?.bytes ?? new Uint8Array())),
  };
}

/** Nothing outside is fetched, so that a photo by its address has a size that is made up. */
const photoByAddress = (address: string, number: number): Attachment => ({
  json: [{ ...idsOf(number), file_size: 1, width: 800, height: 600 }],
  shownAs: `photo ${address}`,
});

/** Ids look like Telegram's, and name no file of its. */
function attachmentOf({ bytes, fileName }: UploadedFile, number: number): Attachment {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (bytes.length > limits.bytes) throw badRequest('file is too big');
  const { width, height } = pngSize(bytes);
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (width + height > limits.sides || ratio > limits.ratio) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return {
    json: [{ ...idsOf(number), file_size: bytes.length, width, height }],
    shownAs: `photo ${fileName}, ${width} x ${height}`,
  };
}

/** Telegram opens the file to find out, so nothing else than an image passes there. */
function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const isPng = file.toString('hex', 0, 8) === '89504e470d0a1a0a' && file.length >= 24;
  if (!isPng) throw notEmulated('a photo that is no PNG');
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}
