import { type Truth } from './judge-report';
import { wrapWords } from './wrap-words';

/** In cells of a terminal. */
const maxWidth = 90;

/**
 * Tells that what each destination got of the bundled day is right, as far as its truth is known: for the numbers that
 * were counted when it was made.
 *
 * @param destinations - What got the report, in words. At least one.
 * @returns Lines of about the width of a terminal.
 */
export function truthLines(truth: Truth, destinations: readonly string[]): string[] {
  const [last, ...others] = destinations.toReversed();
  const where = others.length === 0 ? `the ${last}` : `${others.reverse().join(', ')} and ${last}`;
  // A number stays with its name.
  const counted = Object.entries(truth).map(([key, value]) => `${key.replace(/^.*\./, '')}\u00A0${value}`);
  return [
    `The numbers in ${where} are those with which the bundled day was made:`,
    ...wrapWords(`${counted.join(', ')}.`, maxWidth).map((line) => line.replaceAll('\u00A0', ' ')),
  ];
}
