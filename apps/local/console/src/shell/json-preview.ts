/** A text in one line, and in full. */
export interface Previewed {
  readonly line: string;
  readonly full: string;
}

/** What every line of a log has, and what is shown beside it. */
const noise: readonly string[] = ['time', 'timestamp', 'requestId', 'service', '_aws', 'traceId'];

/**
 * Makes a text fit for a list. JSON that is a text within JSON is shown as what it says.
 *
 * @param beside - Members that are shown elsewhere and left out of the line.
 * @returns JSON as its members, in full indented; anything else as it is.
 */
export function previewJson(text: string, beside: readonly string[] = []): Previewed {
  const value = unfold('', text);
  if (value === text) return { line: text, full: text };
  const hidden = new Set([...noise, ...beside]);
  const inLine = (name: string, member: unknown): unknown => (hidden.has(name) ? undefined : unfold(name, member));
  const members = Object.entries(value as object).filter(([name]) => !hidden.has(name));
  const line = members.map(([name, member]) => `${name}: ${JSON.stringify(member, inLine)}`).join('  ');
  return { line: line === '' ? text : line, full: JSON.stringify(value, unfold, 2) };
}

function unfold(_name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
