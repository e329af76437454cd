/** @returns Headers by lower-case name, without folding, and the body. */
function readPart(raw) {
  const [, head, body] = /^(.*?)\r?\n\r?\n(.*)$/s.exec(raw) ?? [undefined, raw, ''];
  const headers = Object.fromEntries(
    head
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name, value]) => [name.toLowerCase(), value]),
  );
  return { headers, body };
}

function decode({ headers, body }) {
  switch ((headers['content-transfer-encoding'] ?? '').toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable': {
      const bytes = body
        .replace(/=\r?\n/g, '')
        .replace(/=([\dA-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1');
    }
    default:
      return Buffer.from(body, 'latin1');
  }
}

/** @returns The parts that have no parts. */
function leavesOf(raw) {
  const part = readPart(raw);
  const type = part.headers['content-type'] ?? 'text/plain';
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!/^multipart\//i.test(type) || boundary === undefined)
    return [{ ...part, type: type.split(';')[0].toLowerCase() }];
  return part.body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((inner) => leavesOf(inner.replace(/^\r?\n/, '').replace(/\r?\n$/, '')));
}

/**
 * Gives the page of a mail as a mail program shows it, with its pictures in it. For mails that Pulso has made: not a
 * reader for other people's.
 *
 * @param {Buffer} mail - An .eml file.
 * @returns {string} HTML.
 * @throws {Error} The mail has no HTML.
 */
function pageOfMail(mail) {
  const leaves = leavesOf(mail.toString('latin1'));
  const html = leaves.find(({ type }) => type === 'text/html');
  if (html === undefined) throw new Error('The mail has no part of type text/html.');
  const pictures = new Map(
    leaves
      .filter(({ headers }) => headers['content-id'] !== undefined)
      .map((leaf) => [
        leaf.headers['content-id'].replace(/^<|>$/g, ''),
        `data:${leaf.type};base64,${decode(leaf).toString('base64')}`,
      ]),
  );
  return decode(html)
    .toString('utf8')
    .replace(/cid:([^"]+)/g, (whole, id) => pictures.get(id) ?? whole);
}

module.exports = { pageOfMail };
