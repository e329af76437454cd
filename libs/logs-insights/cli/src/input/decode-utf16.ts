import { type ByteSink } from './decompress';

/**
 * Recodes UTF-16 as UTF-8. PowerShell redirects what a program prints in UTF-16, with a byte order mark.
 *
 * @param take - Takes UTF-8.
 */
export function createUtf16Decoder(encoding: 'utf-16le' | 'utf-16be', take: (bytes: Buffer) => void): ByteSink {
  const decoder = new TextDecoder(encoding);
  return {
    write: async (bytes) => take(Buffer.from(decoder.decode(bytes, { stream: true }), 'utf8')),
    end: async () => take(Buffer.from(decoder.decode(), 'utf8')),
  };
}
