import { type Expression, type Field } from './expression';
import { type QueryLocation } from './location';

interface Node {
  /** From the command's keyword to its last token. */
  readonly location: QueryLocation;
}

/** An expression that becomes a column. */
export interface Item {
  readonly expression: Expression;
  /** The alias; without one the name of the field, or else the expression as it is written. */
  readonly name: string;
  readonly hasAlias: boolean;
  readonly location: QueryLocation;
}

export interface FieldsCommand extends Node {
  readonly type: 'fields';
  readonly items: readonly Item[];
}

export interface DisplayCommand extends Node {
  readonly type: 'display';
  readonly items: readonly Item[];
}

export interface FilterCommand extends Node {
  readonly type: 'filter';
  readonly condition: Expression;
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

export interface LimitCommand extends Node {
  readonly type: 'limit';
  readonly rowCount: number;
}

export interface DedupCommand extends Node {
  readonly type: 'dedup';
  readonly fields: readonly Field[];
}

export type Command =
  FieldsCommand | DisplayCommand | FilterCommand | StatsCommand | SortCommand | LimitCommand | DedupCommand;
