import { type Mail } from './read-mail';

const maxLineLength = 76;

/**
 * Writes a message as a mail program reads it from an `.eml` file: text and HTML beside each other as alternatives.
 *
 * Who gets a blind copy stands in `X-Local-Bcc`, which no real message has.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5322 and https://www.rfc-editor.org/rfc/rfc2045
 */
export function renderMessage(
  mail: Mail,
  { messageId, nowMs }: { readonly messageId: string; readonly nowMs: number },
): string {
  const parts = [
    ...(mail.text === undefined ? [] : [part('text/plain', mail.text)]),
    ...(mail.html === undefined ? [] : [part('text/html', mail.html)]),
  ];
  const boundary = `local-${messageId}`;
  const headers = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Cc', mail.cc.join(', ')],
    ['X-Local-Bcc', mail.bcc.join(', ')],
    ['Reply-To', mail.replyTo.join(', ')],
    ['Subject', encodedWords(mail.subject)],
    ['Date', new Date(nowMs).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${messageId}@email.amazonses.com>`],
    ['MIME-Version', '1.0'],
  ].flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  if (parts.length === 1) return [...headers, parts[0]].join('\r\n');
  return [
    ...headers,
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...parts.map((content) => `--${boundary}\r\n${content}`),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** Base64, since lines of a text may be longer than mail allows. */
const part = (type: string, content: string): string =>
  [
    `Content-Type: ${type}; charset=UTF-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(content)
      .toString('base64')
      .match(new RegExp(`.{1,${maxLineLength}}`, 'g')) ?? []),
    '',
  ].join('\r\n');

/** @see https://www.rfc-editor.org/rfc/rfc2047 */
function encodedWords(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  // Whole characters: an encoded word must not end within one.
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}
