/** Deeper values end the reading. */
const maxDepth = 100;

const white = /[ \t\r\n]*/y;
const text = /"(?:[^"\\]|\\.)*"/sy;
const plain = /(?:true|false|null|-?\d[\d.eE+-]*)/y;

/**
 * Reads the fields of a JSON object as Telegram reads the body of a call: each value becomes text, those that are no
 * texts as they are written, `null` too. A body that is broken, or no object, is no error: what stands before the place
 * where it breaks counts.
 *
 * @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.cpp parse_json_parameters
 */
export function* readJsonFields(json: string): Generator<readonly [name: string, value: string]> {
  let at = endOf(white, json, 0) ?? 0;
  if (json.charAt(at) !== '{') return;
  at += 1;
  for (;;) {
    at = endOf(white, json, at) ?? at;
    const name = readText(json, at);
    if (!name) return;
    at = endOf(white, json, name.end) ?? name.end;
    if (json.charAt(at) !== ':') return;
    at = endOf(white, json, at + 1) ?? at + 1;
    const value = json.charAt(at) === '"' ? readText(json, at) : readOther(json, at);
    if (!value) return;
    yield [name.value, value.value];
    at = endOf(white, json, value.end) ?? value.end;
    if (json.charAt(at) !== ',') return;
    at += 1;
  }
}

interface ReadValue {
  readonly value: string;
  readonly end: number;
}

function readText(json: string, at: number): ReadValue | undefined {
  const end = endOf(text, json, at);
  const value = end === undefined ? undefined : parse(json.slice(at, end));
  return end === undefined || typeof value !== 'string' ? undefined : { value, end };
}

function readOther(json: string, at: number): ReadValue | undefined {
  const end = '{['.includes(json.charAt(at)) && at < json.length ? endOfNested(json, at) : endOf(plain, json, at);
  if (end === undefined) return undefined;
  const value = json.slice(at, end);
  return parse(value) === undefined ? undefined : { value, end };
}

function endOfNested(json: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < json.length;) {
    const character = json.charAt(at);
    if (character === '"') {
      const end = endOf(text, json, at);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    at += 1;
    if (depth === 0) return at;
    if (depth > maxDepth) return undefined;
  }
  return undefined;
}

/** @returns The value, `undefined` when it is no JSON: JSON itself has no such value. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function endOf(pattern: RegExp, json: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(json) ? pattern.lastIndex : undefined;
}
