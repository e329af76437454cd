import { type Accumulator } from '../aggregates/aggregate-definition';
import { aggregateCatalogue } from '../aggregates/catalogue';
import { type Grouping } from '../plan/query-plan';
import { aggregatesOf } from '../plan/walk-expression';
import { type AggregateCall } from '../syntax/expression';
import { type Value, toNumber, toText } from '../values/value';
import { type Evaluate, compileExpression } from './compile-expression';
import { type Row, type WritableRow } from './row';

/** One row of a `stats` command. */
class GroupRow implements WritableRow {
  readonly accumulators: readonly Accumulator[];
  readonly #values = new Map<string, Value>();

  constructor(accumulators: readonly Accumulator[]) {
    this.accumulators = accumulators;
  }

  get(name: string): Value {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }
}

interface CompiledAggregate {
  readonly start: () => Accumulator;
  readonly operand: Evaluate<Row>;
}

/** Gathers rows for a `stats` command, one at a time. */
export class RowGroups {
  readonly #grouping: Grouping;
  readonly #keys: readonly Evaluate<Row>[];
  readonly #aggregates: readonly CompiledAggregate[];
  readonly #items: readonly { name: string; evaluate: Evaluate<GroupRow> }[];
  readonly #groups = new Map<string, GroupRow>();

  constructor(grouping: Grouping) {
    const calls = grouping.items.flatMap(({ expression }) => aggregatesOf(expression));
    this.#grouping = grouping;
    this.#keys = grouping.groups.map(({ expression }) => compileExpression(expression));
    this.#aggregates = calls.map(compileAggregate);
    this.#items = grouping.items.map(({ name, expression }) => ({
      name,
      evaluate: compileExpression<GroupRow>(expression, (call) => {
        const slot = calls.indexOf(call);
        return (row) => row.accumulators[slot]?.result();
      }),
    }));
  }

  add(row: Row): void {
    const values = this.#keys.map((evaluate) => evaluate(row));
    const key = keyOf(values);
    let group = this.#groups.get(key);
    if (!group) {
      group = this.#startGroup(values);
      this.#groups.set(key, group);
    }
    for (let slot = 0; slot < this.#aggregates.length; slot += 1) {
      group.accumulators[slot]?.add(this.#aggregates[slot]?.operand(row));
    }
  }

  /**
   * @returns One row per group: the newest bin first if there is one, else in the order in which the groups appeared.
   * Without `by` exactly one row, over no rows too (unverified).
   */
  finish(): readonly WritableRow[] {
    if (this.#keys.length === 0 && this.#groups.size === 0) this.#groups.set('', this.#startGroup([]));
    const rows = [...this.#groups.values()];
    for (const row of rows) this.#setItems(row);
    const bin = this.#grouping.groups.find(({ expression }) => expression.type === 'time-bucket')?.name;
    if (bin !== undefined) rows.sort((left, right) => epochMsOf(right.get(bin)) - epochMsOf(left.get(bin)));
    return rows;
  }

  #startGroup(values: readonly Value[]): GroupRow {
    const row = new GroupRow(this.#aggregates.map(({ start }) => start()));
    this.#grouping.groups.forEach(({ name }, index) => row.set(name, values[index]));
    return row;
  }

  #setItems(row: GroupRow): void {
    for (const { name, evaluate } of this.#items) row.set(name, evaluate(row));
    const { timestampOutput } = this.#grouping;
    if (timestampOutput !== undefined) row.set('@timestamp', row.get(timestampOutput));
  }
}

function compileAggregate({ name, operand }: AggregateCall): CompiledAggregate {
  const definition = aggregateCatalogue.get(name);
  return {
    start: definition?.start ?? (() => ({ add: () => undefined, result: () => undefined })),
    operand: operand ? compileExpression(operand) : () => 1,
  };
}

/** The same for two tuples of values exactly when they print the same; a missing value is a group of its own. */
export const keyOf = (values: readonly Value[]): string =>
  values
    .map((value) => {
      const text = toText(value);
      return text === undefined ? '-' : `${text.length}:${text}`;
    })
    .join('');

const epochMsOf = (value: Value): number => toNumber(value) ?? Number.MIN_SAFE_INTEGER;
