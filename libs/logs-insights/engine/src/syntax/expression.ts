import { type Pattern } from '../patterns/pattern';
import { type Period } from '../values/period';
import { type QueryLocation } from './location';

interface Node {
  readonly location: QueryLocation;
}

/** A number, a string, or `true` and `false`, which Logs Insights counts as 1 and 0. */
export interface Literal extends Node {
  readonly type: 'literal';
  readonly value: string | number;
}

/** A part of a map or a list: `.name.0`, `[0].name`; as long as the path may be, it is one node. */
interface Member extends Node {
  readonly type: 'member';
  readonly operand: Expression;
  readonly path: readonly (string | number)[];
}

/** A name: a field of the event, or an alias made by an earlier command. */
export interface Field extends Node {
  readonly type: 'field';
  readonly name: string;
  /** The name cut at its dots: where the first ones name an alias, the others lead into its map. */
  readonly segments: readonly string[];
}

/** A scalar function; `name` in lower case and known to the catalogue. */
interface Call extends Node {
  readonly type: 'call';
  readonly name: string;
  readonly operands: readonly Expression[];
}

/** An aggregate function; without `operand` it counts rows. */
export interface AggregateCall extends Node {
  readonly type: 'aggregate';
  readonly name: string;
  readonly operand?: Expression;
  /** The number that stands as second argument, the percentage of `pct`. */
  readonly parameter?: number;
  /** `@timestamp`, for the functions that read it. */
  readonly time?: Expression;
}

/** A time rounded down or up to a period; `bin(5m)` reads `@timestamp`. */
export interface TimeBucket extends Node {
  readonly type: 'time-bucket';
  readonly rounding: 'down' | 'up';
  readonly time: Expression;
  readonly period: Period;
}

interface Unary extends Node {
  readonly type: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';

/**
 * A chain of operators of one precedence level, `operators[i]` between `operands[i]` and `operands[i + 1]`.
 *
 * A chain is one node, however long, so that the depth of a tree is bounded by the nesting in the text.
 */
export interface Arithmetic extends Node {
  readonly type: 'arithmetic';
  readonly operands: readonly Expression[];
  readonly operators: readonly ArithmeticOperator[];
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Comparison extends Node {
  readonly type: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `like "text"`, a case-sensitive substring, or `like /pattern/`. */
export interface Like extends Node {
  readonly type: 'like';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly pattern: string | Pattern;
}

export interface Membership extends Node {
  readonly type: 'membership';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly list: readonly Expression[];
}

export interface Logical extends Node {
  readonly type: 'logical';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}

export type Expression =
  | Literal
  | Field
  | Member
  | Call
  | AggregateCall
  | TimeBucket
  | Unary
  | Arithmetic
  | Comparison
  | Like
  | Membership
  | Logical;

/** @returns The field that a name stands for. */
export const fieldNamed = ({ name, segments, location }: Omit<Field, 'type'>): Field => ({
  type: 'field',
  name,
  segments,
  location,
});

/** A field that the text does not spell out, such as the `@timestamp` of `bin(5m)`. */
export const impliedField = (name: string, location: QueryLocation): Field =>
  fieldNamed({ name, segments: [name], location });
