import { matchAt } from '../values/text';
import { MapValue, type Value } from '../values/value';

/** As many as an event can have fields. */
const maxPairs = 200;

const key = /[^\s="]+/y;
const bareValue = /\S*/y;
const escape = /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g;

/** What an escaped letter stands for; any other keeps its backslash. */
const meanings: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', '/': '/' };

/**
 * Reads the pairs of a logfmt text, `level=info msg="it works" done`. The dialect is unverified throughout: a key
 * without a value has an empty text, of equal keys the first counts, what is no key is skipped, a quote that is not
 * closed is an ordinary character, and only the first 200 pairs are read.
 *
 * @returns The values as texts; without a pair the map is empty.
 * @example
 * parseLogfmt('took=3ms path="/a b"'); // took: '3ms', path: '/a b'
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function parseLogfmt(text: string): MapValue {
  const entries = new Map<string, Value>();
  let position = 0;
  while (position < text.length && entries.size < maxPairs) {
    const name = matchAt(key, text, position)?.[0];
    position += name?.length ?? 1;
    if (name === undefined) continue;
    const value = text[position] === '=' ? readValue(text, position + 1) : { text: '', end: position };
    position = value.end;
    if (!entries.has(name)) entries.set(name, value.text);
  }
  return new MapValue(entries);
}

function readValue(text: string, start: number): { text: string; end: number } {
  const close = text[start] === '"' ? closingQuote(text, start + 1) : undefined;
  if (close !== undefined) return { text: unescape(text.slice(start + 1, close)), end: close + 1 };
  const bare = matchAt(bareValue, text, start)?.[0] ?? '';
  return { text: bare, end: start + bare.length };
}

/** A loop and not a regular expression, which a quoted value of some megabytes makes run out of stack. */
function closingQuote(text: string, start: number): number | undefined {
  for (let position = start; position < text.length; position += 1) {
    if (text[position] === '"') return position;
    if (text[position] === '\\') position += 1;
  }
  return undefined;
}

const unescape = (text: string): string =>
  text.replace(escape, (written, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    return letter !== undefined && Object.hasOwn(meanings, letter) ? (meanings[letter] ?? written) : written;
  });
