import { spanOf } from './number-set';
import { allTexts } from './text-set';
import { type ValueSet } from './value-set';

/** Characters of a query times values of a field: about so many steps are taken to check it. */
const maxSteps = 1_000_000;

/**
 * Makes sets small enough to go through at each of the many places that a long query can have.
 *
 * @param queryLength - In UTF-16 units.
 * @returns The set itself; any text and the range of its numbers where it lists too many. What is found then is still
 * certain, and less is found.
 */
export function boundValues(values: ValueSet, queryLength: number): ValueSet {
  const { texts, numbers } = values;
  const maxValues = maxSteps / queryLength;
  const span = numbers.intervals.length > maxValues ? spanOf(numbers) : undefined;
  return {
    ...values,
    ...(texts.listed.size > maxValues && { texts: allTexts }),
    ...(span && { numbers: { intervals: [span], integer: numbers.integer } }),
  };
}
