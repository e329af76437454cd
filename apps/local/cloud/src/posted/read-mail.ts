/** One part of a mail that has no parts itself. */
interface Leaf {
  /** Lower case, such as `text/html`. */
  readonly type: string;
  /** By lower-case name, without folding, decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
}

/** A mail as its reader gets it. */
interface ReadMail {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** With its pictures in it: a page that loads nothing. */
  readonly html: string;
}

/**
 * Takes a mail apart as a mail program does. For mails that Pulso has made: not a reader for other people's.
 *
 * @param message - As it travels: headers and parts.
 * @returns Empty texts for parts that the mail does not have.
 */
export function readMail(message: string): ReadMail {
  const leaves = leavesOf(message);
  const textOf = (wanted: string): string => leaves.find(({ type }) => type === wanted)?.content.toString('utf8') ?? '';
  const pictures = new Map(
    leaves.map(({ type, headers, content }) => [
      headers['content-id']?.replace(/^<|>$/g, ''),
      `data:${type};base64,${content.toString('base64')}`,
    ]),
  );
  const html = textOf('text/html').replace(/cid:([^"]+)/g, (whole, id: string) => pictures.get(id) ?? whole);
  return { headers: split(message).headers, text: textOf('text/plain').replaceAll('\r\n', '\n'), html };
}

function split(raw: string): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const [, head = raw, body = ''] = /^(.*?)\r?\n\r?\n(.*)$/s.exec(raw) ?? [];
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.flatMap((line) => {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), decodeWords(value)] as const];
  });
  return { headers: Object.fromEntries(headers), body };
}

function leavesOf(raw: string): Leaf[] {
  const { headers, body } = split(raw);
  const type = headers['content-type'] ?? 'text/plain';
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!/^multipart\//i.test(type) || boundary === undefined) {
    const [kind = ''] = type.split(';');
    return [{ type: kind.toLowerCase(), headers, content: decode(body, headers['content-transfer-encoding']) }];
  }
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => leavesOf(part.replace(/^\r?\n/, '').replace(/\r?\n$/, '')));
}

function decode(body: string, encoding = ''): Buffer {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return bytesOfQuoted(body.replace(/=\r?\n/g, ''));
    default:
      return Buffer.from(body, 'utf8');
  }
}

/**
 * Decodes the words of a header that are not ASCII: `=?UTF-8?B?4oCm?=`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */
const decodeWords = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      (encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64')
        : bytesOfQuoted(text.replaceAll('_', ' '))
      ).toString('utf8'),
    );

const bytesOfQuoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
