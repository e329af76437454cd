/** Beyond this count all entries are forgotten: a query repeats only a few patterns and zones. */
const maxEntries = 32;
/** Longer texts are computed anew each time, so that a memo never holds much; UTF-16 units. */
const maxKeyLength = 1000;

/**
 * Caches the results of a pure function for recent texts, for work that each event would repeat.
 *
 * @param compute - Gives the same for the same text; undefined is remembered too.
 */
export function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > maxKeyLength) return compute(text);
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= maxEntries) known.clear();
    const made = compute(text);
    known.set(text, made);
    return made;
  };
}
