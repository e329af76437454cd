import { type Pattern } from '../patterns/pattern';
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

/** `filter`, and `where`, its other word. */
export interface FilterCommand extends Node {
  readonly type: 'filter';
  readonly condition: Expression;
}

/** `parse`: the parts that a glob or a regular expression finds become fields. */
export interface ParseCommand extends Node {
  readonly type: 'parse';
  readonly source: Expression;
  readonly pattern: Pattern;
  /** One for each part of the pattern. */
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

export type Command =
  | FieldsCommand
  | DisplayCommand
  | FilterCommand
  | ParseCommand
  | StatsCommand
  | SortCommand
  | LimitCommand
  | DedupCommand
  | UnnestCommand;

/** `SOURCE`: the log groups that a query reads, in place of those that StartQuery names. */
export interface SourceReference extends Node {
  /** A log group's name, or prefixes of names. */
  readonly groups: { readonly name: string } | { readonly namePrefixes: readonly string[] };
}
