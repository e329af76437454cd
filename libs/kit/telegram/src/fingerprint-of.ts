/**
 * Tells texts apart in eight characters, the same in every process. FNV-1a of the UTF-16 code units: quick, and no secret.
 *
 * @returns Eight hexadecimal digits.
 */
export function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
