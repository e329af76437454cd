import { badRequest } from '../bot-api-error';
import { type UploadedFile } from '../call-parameters';
import { type MethodContext } from './method';

/** They look like Telegram's, and name no file of its. */
export const idsOf = (number: number) => ({
  file_id: `LocalFile${String(number).padStart(12, '0')}`,
  file_unique_id: `Local${number}`,
});

/**
 * Finds a file that was sent before, by its id.
 *
 * @param given - An id, or the address of a file, which Telegram would fetch.
 * @returns undefined for an address.
 * @throws {BotApiError} 400, it is neither.
 * @see https://core.telegram.org/bots/api#sending-files
 */
export function knownFile(given: string, files: MethodContext['files']): UploadedFile | undefined {
  const bytes = files.get(given);
  if (bytes) return { bytes, fileName: given, contentType: 'application/octet-stream' };
  if (/^https?:\/\/[^/\s]+\.[^/\s]/i.test(given)) return undefined;
  throw badRequest('wrong file identifier/HTTP URL specified');
}
