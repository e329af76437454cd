/** Longer words get no suggestion; no name of the language is near them. */
const maxWordLength = 30;

/**
 * Finds the name that a misspelt word was probably meant to be.
 *
 * @param maxEdits - Two, but one for words of up to four letters, when left out.
 * @returns The nearest candidate, or undefined.
 */
export function closestTo(
  word: string,
  candidates: Iterable<string>,
  maxEdits = word.length > 4 ? 2 : 1,
): string | undefined {
  if (word.length > maxWordLength) return undefined;
  const lower = word.toLowerCase();
  let nearest: string | undefined;
  let bound = maxEdits + 1;
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < bound) {
      nearest = candidate;
      bound = distance;
    }
  }
  return nearest;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = at(previous, column - 1) + Number(from[row - 1] !== to[column - 1]);
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwap ? at(beforePrevious, column - 2) + 1 : Infinity;
      current.push(Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1, swapped));
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, to.length);
}

const at = (numbers: readonly number[], index: number): number => numbers[index] ?? Infinity;
