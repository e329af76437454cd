/** A mail as its reader's program takes it apart. */
export interface ReadMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Reads a message as it travels: headers, and parts of text.
 *
 * @throws {RangeError} It has no part of text, or none of HTML.
 * @see https://www.rfc-editor.org/rfc/rfc2045
 */
export function readMail(message: string): ReadMail {
  const [headers] = splitAtEmptyLine(message);
  return { subject: decodeWords(headerOf(headers, 'subject')), text: part('plain'), html: part('html') };

  function part(kind: 'plain' | 'html'): string {
    const found = message
      .split(/^--\S.*\r?\n/m)
      .find((one) => new RegExp(`^content-type: text/${kind}\\b`, 'im').test(one));
    if (found === undefined) throw new RangeError(`The mail has no part text/${kind}.`);
    const [partHeaders, body] = splitAtEmptyLine(found);
    const encoding = headerOf(partHeaders, 'content-transfer-encoding').toLowerCase();
    if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
    return encoding === 'quoted-printable' ? decodeQuoted(body.replace(/=\r?\n/g, '')) : body;
  }
}

/** @returns What a reader sees of HTML, with a bar between texts; of large numbers, what they count comes first. */
export const visibleTextOf = (html: string): string =>
  html
    .replace(/^.*<body[^>]*>/s, '')
    .replace(/<div style="display:none.*?<\/div>/s, '')
    .replace(/(<div class="[^"]*\bbig\b[^>]*>[^<]*<\/div>)(<div[^>]*>[^<]*<\/div>)/g, '$2$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/(?:<[^>]*>\s*)+/g, ' | ');

function splitAtEmptyLine(text: string): [headers: string, body: string] {
  const [headers = '', ...body] = text.split(/\r?\n\r?\n/);
  return [headers.replace(/\r?\n[ \t]+/g, ' '), body.join('\n\n')];
}

const headerOf = (headers: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';

/** @see https://www.rfc-editor.org/rfc/rfc2047 */
const decodeWords = (header: string): string =>
  header
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_, word: string) => decodeQuoted(word.replaceAll('_', ' ')));

const decodeQuoted = (text: string): string =>
  text.replace(/(?:=[0-9A-F]{2})+/g, (codes) => Buffer.from(codes.replaceAll('=', ''), 'hex').toString('utf8'));
