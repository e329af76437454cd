/** The same fields, each optional instead of undefined. */
type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Leaves out undefined fields, so that stored items and messages lack them. */
export const defined = <Fields extends object>(fields: Fields): Defined<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<Fields>;

/**
 * Cuts a text to a length without splitting a surrogate pair.
 *
 * @param maxLength - UTF-16 units, including the ending.
 */
export const cutText = (text: string, maxLength: number, ending = ''): string =>
  text.length <= maxLength
    ? text
    : `${text.slice(0, maxLength - ending.length).replace(/[\ud800-\udbff]$/, '')}${ending}`;

/** @returns The size of the value's JSON in UTF-8, bytes. */
export const jsonBytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** Hashes a text to eight hexadecimal digits: FNV-1a of the UTF-16 code units, fast but not secure. */
export function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
