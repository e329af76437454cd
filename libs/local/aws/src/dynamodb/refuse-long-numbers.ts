import { AwsError } from '../service';
import { type Attributes, type AttributeValue } from './dynalite-engine';

const maxDigits = 38;

/** Of the largest number, 9.99...E+125. */
const maxIntegerDigits = 126;

/**
 * Refuses what an update has calculated beyond the range of numbers: dynalite looks at the numbers of a request only.
 * The text for a larger number is that of AWS; that too many digits are refused, and not rounded, is unverified.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-data-types-number
 * @see https://github.com/ExtendDB/extenddb/issues/94 (an overflow in a real account)
 */
export function refuseLongNumbers(item: Attributes): void {
  for (const value of Object.values(item)) refuse(value);
}

function refuse({ N: number, L: list, M: map }: AttributeValue): void {
  if (Array.isArray(list)) (list as AttributeValue[]).forEach(refuse);
  if (typeof map === 'object' && map !== null) refuseLongNumbers(map as Attributes);
  if (typeof number !== 'string') return;
  const [integer = '', fraction = ''] = number.replace(/^-/, '').split('.');
  if (integer.replace(/^0+/, '').length > maxIntegerDigits) {
    throw new AwsError(
      'ValidationException',
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  }
  const digits = `${integer}${fraction}`.replace(/^0+|0+$/g, '');
  if (digits.length > maxDigits) {
    throw new AwsError('ValidationException', 'Attempting to store more than 38 significant digits in a Number');
  }
}
