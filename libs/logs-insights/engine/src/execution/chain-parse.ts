import { type QueryContext } from '../functions/function-definition';
import { scalarText } from '../functions/text-operands';
import { parseCsv } from '../patterns/parse-csv';
import { parseLogfmt } from '../patterns/parse-logfmt';
import { type Step } from '../plan/query-plan';
import { type Value } from '../values/value';
import { compileExpression } from './compile-expression';
import { type WritableRow } from './row';
import { type TakeRow } from './take-row';

type ParseStep = Step & { type: 'parse' };

/** Prepares `parse`: where nothing is found the row stays and the names are missing. */
export function chainParse({ source, pattern, names }: ParseStep, context: QueryContext, take: TakeRow): TakeRow {
  const read = compileExpression<WritableRow>(source, { context });
  const find = finderOf(pattern, names.length);
  return (row) => {
    const text = scalarText(read(row));
    const parts = text === undefined ? undefined : find(text);
    names.forEach((name, index) => row.set(name, parts?.[index]));
    take(row);
  };
}

function finderOf(pattern: ParseStep['pattern'], count: number): (text: string) => readonly Value[] | undefined {
  if (pattern === 'logfmt') return (text) => [parseLogfmt(text)];
  return pattern === 'csv' ? (text) => parseCsv(text, count) : (text) => pattern.find(text);
}
