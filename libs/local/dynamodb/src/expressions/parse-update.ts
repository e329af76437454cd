import { type AttributeValue, type Item, typeOf } from '../values/attribute-values';
import { addNumbers } from '../values/numbers';
import { type Path, overlapOf, parsePath, valueAt } from './paths';
import { type Bound, type Placeholders } from './placeholders';
import { requireTypes } from './require-types';
import { type TokenReader } from './token-reader';
import { added, left, refuseAbsent, wrongType } from './update-values';

/** The new value of a path; undefined: none. @throws ValidationException when the item has none to start from. */
type Evaluate = (before: Readonly<Item>, bound: Bound) => AttributeValue | undefined;

const clauseNames = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

type ClauseName = (typeof clauseNames)[number];

/** What becomes of a path; without `evaluate` it is removed. */
export interface UpdateAction {
  readonly clause: ClauseName;
  readonly path: Path;
  readonly evaluate: Evaluate | undefined;
}

/** All actions see the item as it was before the update. */
export interface Update {
  readonly actions: readonly UpdateAction[];
  /** REMOVE or DELETE alone. */
  readonly onlyTakesAway: boolean;
  readonly hasRemovals: boolean;
  /** Whether an action leads into a document, or may remove what is there. */
  readonly isDeep: boolean;
}

/**
 * Compiles an update expression.
 *
 * @throws ValidationException, here or when the placeholders are bound.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(reader: TokenReader, placeholders: Placeholders): Update {
  const parser = new UpdateParser(reader, placeholders);
  const actions = parser.parse();
  reader.finish();
  placeholders.checkPaths(
    actions.map(({ path }) => path),
    (paths) => {
      const overlap = overlapOf(paths);
      if (overlap !== undefined) throw reader.invalid(overlap);
    },
  );
  return {
    actions,
    onlyTakesAway: actions.every(({ clause }) => clause === 'REMOVE' || clause === 'DELETE'),
    hasRemovals: actions.some(({ clause }) => clause === 'REMOVE'),
    isDeep: actions.some(({ clause, path }) => clause === 'DELETE' || path.steps.length > 0),
  };
}

class UpdateParser {
  readonly #reader: TokenReader;
  readonly #placeholders: Placeholders;

  constructor(reader: TokenReader, placeholders: Placeholders) {
    this.#reader = reader;
    this.#placeholders = placeholders;
  }

  parse(): UpdateAction[] {
    const reader = this.#reader;
    const actions: UpdateAction[] = [];
    const seen = new Set<string>();
    do {
      const clause = clauseNames.find((name) => reader.skip(name));
      if (!clause) throw reader.syntaxError();
      if (seen.has(clause)) {
        reader.blame('section', `The "${clause}" section can only be used once in an update expression;`);
      }
      seen.add(clause);
      do actions.push(this.#action(clause));
      while (reader.skip(','));
    } while (reader.next !== undefined);
    return actions;
  }

  #action(clause: ClauseName): UpdateAction {
    const path = parsePath(this.#reader, this.#placeholders);
    switch (clause) {
      case 'SET':
        this.#reader.expect('=');
        return { clause, path, evaluate: this.#assignment() };
      case 'REMOVE':
        return { clause, path, evaluate: undefined };
      case 'ADD': {
        const slot = this.#changeSlot(clause, ['N', 'SS', 'NS', 'BS']);
        return {
          clause,
          path,
          evaluate: (before, { names, values }) => added(valueAt(path, before, names), values[slot]!),
        };
      }
      case 'DELETE': {
        const slot = this.#changeSlot(clause, ['SS', 'NS', 'BS']);
        return {
          clause,
          path,
          evaluate: (before, { names, values }) => left(valueAt(path, before, names), values[slot]!),
        };
      }
      default:
        return clause satisfies never;
    }
  }

  /** @returns The slot of what ADD or DELETE changes a value by. */
  #changeSlot(clause: ClauseName, types: readonly string[]): number {
    const reader = this.#reader;
    const isInParentheses = reader.skip('(');
    if (!reader.isAtValue()) throw reader.syntaxError();
    const slot = this.#placeholders.slotOfValue(reader.take(), reader.kind);
    if (isInParentheses) reader.expect(')');
    this.#placeholders.checkValues((values) => {
      const type = typeOf(values[slot]!);
      if (types.includes(type)) return;
      throw reader.invalid(
        `Incorrect operand type for operator or function; operator: ${clause}, ` +
          `operand type: ${longTypeNames[type] ?? type}`,
      );
    });
    return slot;
  }

  #assignment(): Evaluate {
    const reader = this.#reader;
    if (reader.skip('(')) {
      const inner = this.#assignment();
      reader.expect(')');
      return inner;
    }
    const first = this.#operand();
    const operator = reader.next;
    if (operator !== '+' && operator !== '-') return first.evaluate;
    reader.expect(operator);
    reader.countOperator();
    const second = this.#operand();
    for (const { slot } of [first, second]) this.#require(slot, 'N', operator);
    const sign = operator === '+' ? 1 : -1;
    return (before, bound) => {
      const [a, b] = [first.evaluate(before, bound)?.N, second.evaluate(before, bound)?.N];
      if (a === undefined || b === undefined) throw wrongType();
      return { N: addNumbers(a, b, sign) };
    };
  }

  #operand(): { readonly evaluate: Evaluate; readonly slot?: number; readonly path?: Path } {
    const reader = this.#reader;
    if (reader.skip('(')) {
      const inner = this.#operand();
      reader.expect(')');
      return inner;
    }
    if (reader.isAtValue()) {
      const slot = this.#placeholders.slotOfValue(reader.take(), reader.kind);
      return { slot, evaluate: (_before, { values }) => values[slot] };
    }
    if (reader.isAtCall()) return { evaluate: this.#call() };
    const path = parsePath(reader, this.#placeholders);
    return { path, evaluate: (before, { names }) => valueAt(path, before, names) ?? refuseAbsent() };
  }

  #call(): Evaluate {
    const reader = this.#reader;
    const name = reader.take();
    reader.countOperator();
    reader.expect('(');
    const operands = [this.#operand()];
    while (reader.skip(',')) operands.push(this.#operand());
    reader.expect(')');
    const [first, second] = operands;
    if (name !== 'if_not_exists' && name !== 'list_append') {
      reader.blame('function name', `Invalid function name; function: ${name}`);
    } else if (!first || !second || operands.length !== 2) {
      reader.blame(
        'operands',
        `Incorrect number of operands for operator or function; operator or function: ${name}, ` +
          `number of operands: ${operands.length}`,
      );
    } else if (name === 'list_append') {
      for (const { slot } of operands) this.#require(slot, 'L', name);
      return (before, bound) => {
        const [a, b] = [first.evaluate(before, bound)?.L, second.evaluate(before, bound)?.L];
        if (!a || !b) throw wrongType();
        return { L: [...a, ...b] };
      };
    } else if (first.path) {
      const { path } = first;
      return (before, bound) => valueAt(path, before, bound.names) ?? second.evaluate(before, bound);
    } else {
      reader.blame('operands', `Operator or function requires a document path; operator or function: ${name}`);
    }
    return () => undefined;
  }

  #require(slot: number | undefined, type: 'N' | 'L', operator: string): void {
    if (slot !== undefined) requireTypes(slot, [type], operator, this.#reader, this.#placeholders);
  }
}

const longTypeNames: Readonly<Partial<Record<string, string>>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};
