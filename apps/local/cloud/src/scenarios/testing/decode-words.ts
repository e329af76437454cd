/**
 * Gives a header as people read it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */
export const decodeWords = (header: string): string =>
  header
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_, word: string) => decodeQuoted(word.replaceAll('_', ' ')));

const decodeQuoted = (text: string): string =>
  text.replace(/(?:=[0-9A-F]{2})+/g, (codes) => Buffer.from(codes.replaceAll('=', ''), 'hex').toString('utf8'));
