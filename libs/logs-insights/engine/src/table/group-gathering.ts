import { type QueryContext } from '../functions/function-definition';
import { RowGroups } from '../execution/group-rows';
import { type WritableRow } from '../execution/row';
import { type Expression } from '../syntax/expression';
import { type AggregateOperands, type AggregateState } from './aggregate-state';
import { FirstPairs } from './first-pairs';
import { compileKey } from './compile-key';
import { compileOperand } from './compile-operand';
import { GroupIndex } from './group-index';
import { grownTo } from './grow-array';
import { type QueryColumns, namesIn } from './query-columns';
import { type ResolvedGrouping } from './resolve-grouping';
import { type RowBatch } from './row-batch';
import { ignoresRepetition, startAggregate } from './start-aggregate';
import { StoreGroups } from './store-groups';

/** Gathers the rows of stores in groups, a batch at a time. */
export class GroupGathering {
  readonly #resolved: ResolvedGrouping;
  readonly #context: QueryContext;
  readonly #index = new GroupIndex();
  readonly #states: readonly AggregateState[];
  #groups = new Uint32Array(0);

  constructor(resolved: ResolvedGrouping, context: QueryContext) {
    this.#resolved = resolved;
    this.#context = context;
    this.#states = resolved.calls.map(startAggregate);
  }

  /** Everything that is read of events. */
  get expressions(): readonly Expression[] {
    return [...this.#resolved.keys, ...this.#resolved.calls];
  }

  /** @returns What takes in the rows of one store, in the order of arrival; stores come one after the other. */
  forStore(columns: QueryColumns): (batch: RowBatch) => void {
    const { keys, calls } = this.#resolved;
    const compile = (expression: Expression | undefined) =>
      expression && compileOperand(expression, columns, this.#context);
    const storeGroups = new StoreGroups(
      keys.map((key) => compileKey(key, columns, this.#context)),
      this.#index,
    );
    const operands: readonly AggregateOperands[] = calls.map(({ operand, time }) => ({
      operand: compile(operand),
      time: compile(time),
    }));
    const names = this.expressions.flatMap(namesIn);
    const firstPairs = calls.map(({ name }) => (ignoresRepetition(name) ? new FirstPairs() : undefined));
    return (batch) => {
      if (batch.count === 0) return;
      columns.read(batch, names);
      this.#groups = grownTo(this.#groups, batch.count);
      storeGroups.writeGroups(batch, this.#groups);
      const grouped = { ...batch, groups: this.#groups, groupCount: this.#index.values.length };
      for (const [slot, state] of this.#states.entries()) {
        const { operand, time } = operands[slot] ?? noOperands;
        operand?.open(batch);
        time?.open(batch);
        const codes = operand?.codes;
        const first = codes && firstPairs[slot]?.only(grouped, codes, operand.codeCount);
        state.add(first ?? grouped, { operand, time });
      }
    };
  }

  /** @returns The rows of the `stats`. */
  finish(): readonly WritableRow[] {
    const rows = new RowGroups(this.#resolved.grouping, this.#context);
    for (const [group, values] of this.#index.values.entries()) {
      rows.addGroup(
        values,
        this.#states.map((state) => state.accumulatorOf(group)),
      );
    }
    return rows.finish();
  }
}

const noOperands: AggregateOperands = { operand: undefined, time: undefined };
