import { type Accumulator } from '../aggregates/aggregate-definition';
import { aggregateCatalogue } from '../aggregates/catalogue';
import { type QueryContext } from '../functions/function-definition';
import { type Grouping } from '../plan/query-plan';
import { aggregatesOf } from '../plan/walk-expression';
import { type AggregateCall } from '../syntax/expression';
import { type Value, scalarOf, toNumber, toText } from '../values/value';
import { type Evaluate, compileExpression } from './compile-expression';
import { MadeRow, type Row, type WritableRow, keyOf, newestBinFirst } from './row';

/** One row of a `stats` command. */
class GroupRow extends MadeRow {
  readonly accumulators: readonly Accumulator[];

  constructor(accumulators: readonly Accumulator[]) {
    super();
    this.accumulators = accumulators;
  }
}

interface CompiledAggregate {
  readonly start: () => Accumulator;
  readonly operand: Evaluate<Row>;
  /** The time of the event, for the functions that read it. */
  readonly time: Evaluate<Row> | undefined;
}

/** Gathers rows for a `stats` command, one at a time. A map or a list in the data counts as missing. */
export class RowGroups {
  readonly #grouping: Grouping;
  readonly #keys: readonly Evaluate<Row>[];
  readonly #aggregates: readonly CompiledAggregate[];
  readonly #items: readonly { name: string; evaluate: Evaluate<GroupRow> }[];
  readonly #groups = new Map<string | undefined, GroupRow>();

  constructor(grouping: Grouping, context: QueryContext) {
    const calls = grouping.items.flatMap(({ expression }) => aggregatesOf(expression));
    this.#grouping = grouping;
    this.#keys = grouping.groups.map(({ expression }) => compileExpression(expression, { context }));
    this.#aggregates = calls.map((call) => compileAggregate(call, context));
    this.#items = grouping.items.map(({ name, expression }) => ({
      name,
      evaluate: compileExpression<GroupRow>(expression, {
        context,
        compileAggregate: (call) => {
          const slot = calls.indexOf(call);
          return (row) => row.accumulators[slot]?.result();
        },
      }),
    }));
  }

  add(row: Row): void {
    const values = this.#keys.map((evaluate) => scalarOf(evaluate(row)));
    const key = values.length === 1 ? toText(values[0]) : keyOf(values);
    let group = this.#groups.get(key);
    if (!group) {
      group = this.#startGroup(values);
      this.#groups.set(key, group);
    }
    for (let slot = 0; slot < this.#aggregates.length; slot += 1) {
      const { operand, time } = this.#aggregates[slot] ?? nothing;
      group.accumulators[slot]?.add(scalarOf(operand(row)), time && toNumber(time(row)));
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
    return bin === undefined ? rows : rows.sort(newestBinFirst(bin));
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

function compileAggregate({ name, operand, parameter, time }: AggregateCall, context: QueryContext): CompiledAggregate {
  const definition = aggregateCatalogue.get(name);
  return {
    start: definition ? () => definition.start(parameter) : nothing.start,
    operand: operand ? compileExpression(operand, { context }) : () => 1,
    time: time && compileExpression(time, { context }),
  };
}

const nothing: CompiledAggregate = {
  start: () => ({ add: () => undefined, result: () => undefined }),
  operand: () => undefined,
  time: undefined,
};
