import { type Truth } from './judge-report';

/**
 * Tells that what each destination got of the bundled day is right, as far as its truth is known: for the numbers that
 * were counted when it was made.
 *
 * @param destinations - What got the report, in words. At least one.
 * @returns Two lines.
 */
export function truthLines(truth: Truth, destinations: readonly string[]): string[] {
  const [last, ...others] = destinations.toReversed();
  const where = others.length === 0 ? `the ${last}` : `${others.reverse().join(', ')} and ${last}`;
  const counted = Object.entries(truth).map(([key, value]) => `${key.replace(/^.*\./, '')} ${value}`);
  return [`The numbers in ${where} are those with which the bundled day was made:`, `${counted.join(', ')}.`];
}
