import { type GroupPattern, type Pattern } from '../patterns/pattern';
import { type Expression, type Field } from './expression';
import { type QueryLocation } from './location';

interface Node {
  /** From the command's keyword to its last token. */
  readonly location: QueryLocation;
}

/** A name that a command makes. */
export interface MadeName {
  readonly name: string;
  readonly location: QueryLocation;
}

/** An expression that becomes a column. */
export interface Item {
  readonly expression: Expression;
  /** The alias; without one the name of the field, or else the expression as it is written. */
  readonly name: string;
  readonly hasAlias: boolean;
  /** From the expression to the alias. */
  readonly location: QueryLocation;
  /** Where the name is written: the alias, or the expression. */
  readonly nameLocation: QueryLocation;
}

export interface FieldsCommand extends Node {
  readonly type: 'fields';
  readonly items: readonly Item[];
}

export interface DisplayCommand extends Node {
  readonly type: 'display';
  readonly items: readonly Item[];
}

/** `filter`, its other word `where`, and `filterIndex`, which keeps the same events. */
export interface FilterCommand extends Node {
  readonly type: 'filter';
  readonly condition: Expression;
}

/** `parse`: the parts that a pattern finds become fields, and so do CSV values; the pairs of a logfmt text become one map. */
export interface ParseCommand extends Node {
  readonly type: 'parse';
  readonly source: Expression;
  readonly pattern: Pattern | 'logfmt' | 'csv';
  /** One for each part of the pattern or each value, or the one of the map. */
  readonly names: readonly MadeName[];
}

/** `parse /pattern/ multi`: one row for each match. */
export interface ParseAllCommand extends Node {
  readonly type: 'parse-all';
  readonly source: Expression;
  readonly pattern: GroupPattern;
  /** One for each group of the pattern. */
  readonly names: readonly MadeName[];
}

export interface StatsCommand extends Node {
  readonly type: 'stats';
  readonly items: readonly Item[];
  readonly groups: readonly Item[];
}

export interface SortKey {
  readonly item: Item;
  readonly descending: boolean;
}

export interface SortCommand extends Node {
  readonly type: 'sort';
  readonly keys: readonly SortKey[];
}

/** `limit`, and `head`, its old name. */
export interface LimitCommand extends Node {
  readonly type: 'limit';
  readonly rowCount: number;
}

export interface DedupCommand extends Node {
  readonly type: 'dedup';
  readonly fields: readonly Field[];
}

/** `unnest`: one row for each element of a list. */
export interface UnnestCommand extends Node {
  readonly type: 'unnest';
  readonly operand: Expression;
  readonly name: MadeName;
}

/** `expand`: one row for each element of a JSON array, which takes the place of the array. */
export interface ExpandCommand extends Node {
  readonly type: 'expand';
  readonly field: Field;
}

/** `accum`: the running sum of a field, in the order of the rows; without an alias it takes the field's place. */
export interface AccumCommand extends Node {
  readonly type: 'accum';
  readonly field: Field;
  readonly alias?: MadeName;
}

/** `filldown`: a missing value becomes the last one above it. */
export interface FilldownCommand extends Node {
  readonly type: 'filldown';
  /** Names in which `*` stands for any characters; none for all columns. */
  readonly names: readonly MadeName[];
}

/** `fillmissing`: rows for the bins that have none. */
export interface FillmissingCommand extends Node {
  readonly type: 'fillmissing';
  readonly defaults: readonly { readonly field: Field; readonly value: Expression }[];
}

/** `addtotals`: a column with the sum of each row, a last row with that of each column, or both. */
export interface AddtotalsCommand extends Node {
  readonly type: 'addtotals';
  readonly columnName: MadeName;
  readonly addsColumn: boolean;
  readonly addsRow: boolean;
  /** What is summed; none for every number. */
  readonly fields: readonly Field[];
}

export type Command =
  | FieldsCommand
  | DisplayCommand
  | FilterCommand
  | ParseCommand
  | ParseAllCommand
  | StatsCommand
  | SortCommand
  | LimitCommand
  | DedupCommand
  | UnnestCommand
  | ExpandCommand
  | AccumCommand
  | FilldownCommand
  | FillmissingCommand
  | AddtotalsCommand;

/** `SOURCE`: the log groups that a query reads, in place of those that StartQuery names. */
export interface SourceReference extends Node {
  /** A log group's name, or prefixes of names. */
  readonly groups: { readonly name: string } | { readonly namePrefixes: readonly string[] };
  /** Epoch milliseconds, both inclusive. */
  readonly range?: { readonly startMs: number; readonly endMs: number };
}
