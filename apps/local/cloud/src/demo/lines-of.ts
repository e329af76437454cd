import { createReadStream } from 'node:fs';

/**
 * Reads a file line by line. A line ends with LF or CRLF and with nothing else: readline would also split at U+2028 and
 * U+2029, which JSON allows inside a string.
 *
 * @param file - Path of a file in UTF-8.
 * @returns Lines without their ends, a byte order mark left out. Reading fails as the file system says.
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  // The chunks of a line that has not ended yet: joined once, so that a line of many chunks is not copied for each.
  let open: string[] = [];
  let isFirst = true;
  const close = (end: string): string => {
    const line = [...open, end].join('');
    open = [];
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  for await (const chunk of createReadStream(file, 'utf8')) {
    const text = isFirst ? String(chunk).replace(/^\uFEFF/, '') : String(chunk);
    isFirst = false;
    const [first = '', ...others] = text.split('\n');
    const last = others.pop();
    if (last === undefined) {
      open.push(first);
      continue;
    }
    yield close(first);
    for (const line of others) yield close(line);
    open.push(last);
  }
  const rest = close('');
  if (rest !== '') yield rest;
}
