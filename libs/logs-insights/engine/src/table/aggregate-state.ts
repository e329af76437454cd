import { type Accumulator } from '../aggregates/aggregate-definition';
import { type Operand } from './operand';
import { type GroupedBatch } from './row-batch';

/** What one aggregate function has gathered, in all groups. */
export interface AggregateState {
  /** @param operands - Open for the batch. */
  add(batch: GroupedBatch, operands: AggregateOperands): void;
  /** @returns The outcome for a group, to be asked for its result only. */
  accumulatorOf(group: number): Accumulator;
}

/** What a call of an aggregate function reads of one store. */
export interface AggregateOperands {
  /** undefined for `count(*)`. */
  readonly operand: Operand | undefined;
  /** For functions that read the time of events. */
  readonly time: Operand | undefined;
}

/** @returns An accumulator that is at its end. */
export const ended = (result: Accumulator['result']): Accumulator => ({ add: () => undefined, result });
