/**
 * @returns Every order of the items; equal items are not told apart, so that no order comes twice.
 * @example
 * permutationsOf(['a', 'a', 'b']); // aab, aba, baa
 */
export function permutationsOf(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return [...new Set(items)].flatMap((first) => {
    const rest = [...items];
    rest.splice(rest.indexOf(first), 1);
    return permutationsOf(rest).map((order) => [first, ...order]);
  });
}
