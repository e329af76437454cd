/**
 * Reads the first record of a CSV text, as RFC 4180 has them: a value may stand in double quotes, in which a comma and a
 * line break are text and two quotes are one. That AWS reads quotes so is unverified, and so is what is done with faults:
 * white space belongs to a value, a quote inside of a bare value is text, and so is what follows a closing quote.
 *
 * @param maxValues - Values beyond this many are not read.
 * @returns At least one value; fewer than `maxValues` when the record has no more.
 * @example
 * parseCsv('7,"a ""b"", c",', 9); // ['7', 'a "b", c', '']
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsv(text: string, maxValues: number): readonly string[] {
  const values: string[] = [];
  for (let position = 0; values.length < maxValues; position += 1) {
    const quoted = text[position] === '"' ? readQuoted(text, position) : undefined;
    const end = endOfBare(text, quoted?.end ?? position);
    values.push((quoted?.value ?? '') + text.slice(quoted?.end ?? position, end));
    if (text[end] !== ',') break;
    position = end;
  }
  return values;
}

/** @returns undefined for a quote that is not closed: it is text. */
function readQuoted(text: string, start: number): { value: string; end: number } | undefined {
  let value = '';
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return undefined;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}

const bareEnd = /[,\r\n]/g;

function endOfBare(text: string, start: number): number {
  bareEnd.lastIndex = start;
  return bareEnd.exec(text)?.index ?? text.length;
}
