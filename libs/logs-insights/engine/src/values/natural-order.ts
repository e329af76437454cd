import { compareByCodePoint } from './compare-values';
import { type Value, toNumber, toText } from './value';

/**
 * Orders values as `sort` does: missing ones (unverified), then texts, then numbers by size, equal numbers by text.
 *
 * @returns Less than 0, 0 or more than 0, for ascending order.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html
 */
export function compareNaturally(left: Value, right: Value): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  const leftNumber = toNumber(left);
  const rightNumber = toNumber(right);
  if (leftNumber === undefined || rightNumber === undefined) {
    if (leftNumber !== rightNumber) return leftNumber === undefined ? -1 : 1;
    return compareRuns(textOf(left), textOf(right));
  }
  return leftNumber - rightNumber || compareByCodePoint(textOf(left), textOf(right));
}

const textOf = (value: Value): string => toText(value) ?? '';

/** Texts run by run: runs of digits by length and then value, everything else by code point. */
function compareRuns(left: string, right: string): number {
  let index = 0;
  while (index < left.length && index < right.length) {
    if (!isDigit(left, index) || !isDigit(right, index)) {
      if (left.charCodeAt(index) !== right.charCodeAt(index)) break;
      index += 1;
      continue;
    }
    const end = endOfDigits(left, index);
    const lengthDifference = end - endOfDigits(right, index);
    if (lengthDifference !== 0) return lengthDifference;
    const difference = compareByCodePoint(left.slice(index, end), right.slice(index, end));
    if (difference !== 0) return difference;
    index = end;
  }
  return compareByCodePoint(left, right);
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text, end)) end += 1;
  return end;
}

const isDigit = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit >= 0x30 && unit <= 0x39;
};
