import { type Pattern } from '../patterns/pattern';
import { type Item, type SortKey } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';

/** What is done to one row: it is dropped, it gets more values, or it becomes several. */
export type Step =
  | { readonly type: 'filter'; readonly condition: Expression }
  | { readonly type: 'define'; readonly name: string; readonly expression: Expression }
  | {
      readonly type: 'parse';
      readonly source: Expression;
      readonly pattern: Pattern;
      readonly names: readonly string[];
    }
  | { readonly type: 'unnest'; readonly operand: Expression; readonly name: string };

/** A `stats` command. */
export interface Grouping {
  readonly groups: readonly Item[];
  readonly items: readonly Item[];
  /** The output that carries `@timestamp` on, which `bin()` of a later `stats` reads. */
  readonly timestampOutput?: string;
}

/** A part of the query that runs as one: the steps row by row, then sort, dedup and limit, then the grouping. */
export interface Stage {
  readonly steps: readonly Step[];
  readonly sortKeys: readonly SortKey[];
  readonly dedupNames: readonly string[];
  readonly rowLimit?: number;
  readonly grouping?: Grouping;
}

/** A field of the events that a query reads; aliases are not among them. */
export interface FieldReference {
  readonly name: string;
  readonly location: QueryLocation;
}

/** A checked query in the order in which it runs. */
export interface QueryPlan {
  /** At least one; only the first sees events. */
  readonly stages: readonly Stage[];
  /** The output columns, in order; `@ptr` is the last where rows are events. */
  readonly columns: readonly string[];
  /** In the order of the text but for what a `stats` groups by, which comes before its items. */
  readonly fieldReferences: readonly FieldReference[];
}
