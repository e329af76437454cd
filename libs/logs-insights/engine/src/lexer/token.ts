import { type QueryLocation } from '../syntax/location';

interface Base {
  readonly location: QueryLocation;
  /** Offset of the first character after the token. */
  readonly end: number;
}

/** A word, a field name or a path; `quoted` when a part of it stands in backticks, so that it is no keyword. */
export interface NameToken extends Base {
  readonly kind: 'name';
  readonly name: string;
  /** The name cut at its dots, those in backticks left out: what a path into a map is made of. */
  readonly segments: readonly string[];
  readonly quoted: boolean;
}

interface NumberToken extends Base {
  readonly kind: 'number';
  readonly value: number;
}

/** A number with a unit, `5m`. Whether the unit exists is the parser's question. */
interface PeriodToken extends Base {
  readonly kind: 'period';
  readonly count: number;
  readonly unit: string;
}

export interface StringToken extends Base {
  readonly kind: 'string';
  readonly value: string;
}

export interface RegexToken extends Base {
  readonly kind: 'regex';
  readonly source: string;
}

interface SymbolToken extends Base {
  readonly kind: 'symbol';
  readonly symbol: string;
}

interface EndToken extends Base {
  readonly kind: 'end';
}

export type Token = NameToken | NumberToken | PeriodToken | StringToken | RegexToken | SymbolToken | EndToken;
