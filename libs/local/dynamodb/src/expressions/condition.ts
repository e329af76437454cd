import { type Path } from './paths';

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A function by its name, with the operands between its parentheses. */
export interface Call {
  readonly type: 'call';
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Operand =
  | { readonly type: 'path'; readonly path: Path }
  /** By the slot of its placeholder. */
  | { readonly type: 'value'; readonly slot: number }
  | Call;

export type Condition =
  | { readonly type: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly type: 'not'; readonly condition: Condition }
  | { readonly type: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly type: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly type: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | Call;
