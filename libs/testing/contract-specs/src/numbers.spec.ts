import { answerOf, boundRows } from '@pulso/contracts/run-events';
import { type HistorySumDefinition, catalogue, ownBot } from '@pulso/domain/reports';
import { type LogEvent, parseQuery, runQuery } from '@pulso/logs-insights';

import { day, examples, queries } from './records';

const rowsOf = (query: string, events: readonly LogEvent[]) => boundRows(runQuery({ query, events }).rows);

const listed = (names: readonly string[]): string => names.join(', ') || 'none';

interface AskedNumber {
  readonly name: string;
  readonly query: string;
  /** The column that holds it. */
  readonly field: string | undefined;
  readonly isAdditive: boolean;
  /** Whether it has a unit: 0 is a value of a count, but not of a measure. */
  readonly isMeasure: boolean;
  /** The column that counts what is measured. */
  readonly countField?: string | undefined;
  readonly better?: 'more' | 'less' | undefined;
}

const isMeasured = (unit: string | undefined): boolean => unit !== undefined && unit !== 'count';

/** Every number from the bot's own records. A query of one number has no other column. */
const numbers = queries
  .filter(({ logGroups }) => logGroups === ownBot)
  .flatMap(({ name, query, numbers, tables, columns, unit, additive, better }): readonly AskedNumber[] => {
    if (numbers) {
      return numbers.map(({ id, field, of, unit, additive, better }) => ({
        name: `${name}/${id}`,
        query,
        field,
        isAdditive: additive !== false,
        isMeasure: isMeasured(unit),
        countField: numbers.find((number) => number.id === of)?.field,
        better,
      }));
    }
    const fields = parseQuery(query).plan.columns;
    return tables || columns || fields.length > 1
      ? []
      : [{ name, query, field: fields[0], isAdditive: additive !== false, isMeasure: isMeasured(unit), better }];
  });

const nameOf = ({ reportId, queryId, numberId }: HistorySumDefinition): string =>
  [reportId, queryId, numberId].filter(Boolean).join('/');

/** @returns undefined if the column has no number. */
function valueOf({ query, field }: AskedNumber, events: readonly LogEvent[]) {
  const cell = rowsOf(query, events).rows[0]?.find((found) => found.field === field);
  const value = Number(cell?.value);
  return Number.isNaN(value) ? undefined : value;
}

describe('the numbers of a question', () => {
  it.each(queries.flatMap(({ numbers, ...query }) => (numbers ? [{ ...query, numbers }] : [])))(
    'are the columns of the only row of $name',
    ({ name, query, numbers }) => {
      const { columns } = parseQuery(query).plan;
      const fields = numbers.map(({ field }) => field);
      const missing = fields.filter((field) => !columns.includes(field));
      const unused = columns.filter((column) => !fields.includes(column));
      if (missing.length + unused.length > 0) {
        throw new Error(
          `${name}: its query and its numbers differ. Numbers whose field is no column of the query: ` +
            `${listed(missing)}. Columns that no number has: ${listed(unused)}.`,
        );
      }

      const { rows, omittedRowCount } = rowsOf(query, day);

      expect([rows.length, omittedRowCount]).toEqual([1, undefined]);
      expect(answerOf(rowsOf(query, []).rows)).toBeDefined();
    },
  );

  it('exist for all conditions and sums: without its number a condition is always met, and a sum is missing', () => {
    const asked = catalogue
      .filter(({ logGroups }) => logGroups === ownBot)
      .flatMap(({ id, onlyIf, watched, historySums = [] }) => [
        ...(onlyIf ? [nameOf({ reportId: id, ...onlyIf })] : []),
        ...(watched ? [nameOf({ reportId: id, ...watched })] : []),
        ...historySums.map(nameOf),
      ]);
    const known = numbers.map(({ name }) => name);

    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(numbers)('exist if records have the fields that they read: $name', (number) => {
    if (valueOf(number, [...day, ...examples]) !== undefined) return;
    throw new Error(
      `${number.name} has no value: its column is no number, or no record of libs/contracts/usage-metrics/src/fixtures ` +
        'has the fields that it reads. Add them to one.',
    );
  });

  it.each(numbers.filter(({ isAdditive }) => isAdditive))(
    'double when all records are doubled, or are not additive: $name',
    (number) => {
      const events = [...day, ...examples];

      const once = valueOf(number, events);
      const twice = valueOf(number, [...events, ...events]);

      if (once === undefined || twice === undefined || Math.abs(twice - 2 * once) <= 1e-6 * Math.abs(once)) return;
      throw new Error(
        `${number.name} is ${once} over some records and ${twice} over all of them twice, so that its sum over several ` +
          'days would not be true: write additive: false beside its title.',
      );
    },
  );

  // Without records pct() is 0, which would be the fastest day.
  it.each(numbers.filter(({ isMeasure }) => isMeasure))('have no value on a day without a request: $name', (number) => {
    const bystanders = day.filter(({ message }) => !message.includes('"event":"request"'));

    const value = valueOf(number, bystanders);
    const count = number.countField && valueOf({ ...number, field: number.countField }, bystanders);

    if (value === undefined || count === 0) return;
    throw new Error(
      `${number.name} is ${value} on a day without a request: write of beside its title, the id of the number that counts ` +
        'what it measures.',
    );
  });
});
