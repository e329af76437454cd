import { type Interval, type NumberSet, isNoNumber, spanOf } from './number-set';
import { type TextSet, isNoText } from './text-set';
import { type ValueSet, isNeverPresent } from './value-set';

/** More values than these are not listed. */
const maxListed = 8;
const maxTextLength = 40;

/** @returns What the values of a set are, as it follows 'is': `0 or 1`, `"a", "b" or missing`, `5 or more`, `a text`. */
export function describeSet(set: ValueSet): string {
  const { numbers, texts, times, structures, missing, isText } = set;
  if (isNeverPresent(set)) return missing ? 'missing' : 'nothing';
  const parts = isText && texts.allButListed ? [describeTexts(texts)] : [...listNumbers(numbers), ...listTexts(texts)];
  if (times) parts.push('a time');
  if (structures) parts.push('a map or a list');
  return joinWords(parts.length > maxListed + 1 ? [...parts.slice(0, maxListed), 'another'] : parts);
}

function listNumbers(numbers: NumberSet): readonly string[] {
  if (isNoNumber(numbers)) return [];
  const noun = numbers.integer ? 'a whole number' : 'a number';
  const each = numbers.intervals.flatMap((interval) => points(interval, numbers.integer) ?? []);
  const isListed = numbers.intervals.every((interval) => points(interval, numbers.integer));
  if (isListed && each.length <= maxListed) return each.map(String);
  const span = spanOf(numbers) ?? { low: -Infinity, high: Infinity };
  const range = describeInterval(span);
  return [range === '' ? noun : `${noun} ${range}`];
}

/** The numbers of an interval where they are few. */
function points({ low, high }: Interval, integer: boolean): readonly number[] | undefined {
  if (low === high) return [low];
  if (!integer || high - low >= maxListed) return undefined;
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

function describeInterval({ low, high, lowOpen, highOpen }: Interval): string {
  const from = low === -Infinity ? '' : lowOpen ? `above ${low}` : `from ${low}`;
  const to = high === Infinity ? '' : highOpen ? `below ${high}` : `up to ${high}`;
  if (from !== '' && to !== '') return lowOpen || highOpen ? `${from} and ${to}` : `from ${low} to ${high}`;
  return from + to;
}

function listTexts(texts: TextSet): readonly string[] {
  if (isNoText(texts)) return [];
  return texts.allButListed ? [describeTexts(texts)] : [...texts.listed].slice(0, maxListed + 2).map(quote);
}

function describeTexts({ listed, pattern }: TextSet): string {
  const [excluded] = listed;
  const suffix = listed.size === 1 && excluded !== undefined ? ` other than ${quote(excluded)}` : '';
  return `a text${pattern ? ` that matches /${pattern.source}/` : ''}${suffix}`;
}

/** @returns The text in double quotes, cut off when it is long. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text);

/** @returns The words as a list with `or` before the last. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
