/** A text in one line, and in full. */
export interface Previewed {
  readonly line: string;
  readonly full: string;
}

/** What every line of a log has, and what is shown beside it. */
const noise: ReadonlySet<string> = new Set(['time', 'timestamp', 'requestId', 'service', '_aws', 'traceId']);

/** @returns A text for a list: JSON as its members, in full indented; anything else as it is. */
export function previewJson(text: string): Previewed {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return { line: text, full: text };
    const shown = Object.entries(value).filter(([name]) => !noise.has(name));
    const line = shown.map(([name, member]) => `${name}: ${JSON.stringify(member, withoutNoise)}`).join('  ');
    return { line: line === '' ? text : line, full: JSON.stringify(value, unfold, 2) };
  } catch {
    return { line: text, full: text };
  }
}

const withoutNoise = (name: string, value: unknown): unknown => (noise.has(name) ? undefined : value);

/** JSON that is a text within JSON is shown as what it says. */
function unfold(_name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
