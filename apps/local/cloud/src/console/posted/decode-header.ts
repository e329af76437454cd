/**
 * Decodes the words of a header that are not ASCII: `=?UTF-8?B?4oCm?=`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */
export const decodeHeader = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(text.replaceAll('_', ' ').replace(/=([\dA-F]{2})/gi, latin1Of), 'latin1').toString('utf8'),
    );

const latin1Of = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
