import { createHash } from 'node:crypto';

import { type Output } from './dynalite-engine';

/**
 * Gives a described table an id in the form of AWS's: dynalite's own has no version and misses digits.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html (TableId)
 */
export function withTableId(output: Output): Output {
  const found = ['Table', 'TableDescription'].find((name) => Object.hasOwn(output, name));
  if (found === undefined) return output;
  const table = output[found] as Output;
  const digits = createHash('sha256').update(String(table['TableId'])).digest('hex');
  const id = digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
  return { ...output, [found]: { ...table, TableId: id } };
}
