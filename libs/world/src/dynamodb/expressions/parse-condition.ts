import { NotModelledError } from '../errors';
import { type Path, parsePath } from './paths';
import { type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A function by its name, with the operands between its parentheses. */
export interface Call {
  readonly type: 'call';
  readonly name: keyof typeof operandCounts;
  readonly operands: readonly Operand[];
}

export type Operand =
  | { readonly type: 'path'; readonly path: Path }
  /** By the slot of its placeholder. */
  | { readonly type: 'value'; readonly slot: number };

export type Condition =
  | { readonly type: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly type: 'not'; readonly condition: Condition }
  | { readonly type: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly type: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly type: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | Call;

const comparators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

const isComparator = (token: string | undefined): token is Comparator => token !== undefined && comparators.has(token);

const operandCounts = { attribute_exists: 1, attribute_not_exists: 1, begins_with: 2, contains: 2 } as const;

/** More parentheses in each other than operators in an expression have no use. */
const maxDepth = 320;

/**
 * @param paths - Gets all paths that the condition has.
 * @throws ValidationException, here or when the placeholders are bound; {@link NotModelledError}.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(reader: TokenReader, placeholders: Placeholders, paths: Path[] = []): Condition {
  const condition = new ConditionParser(reader, placeholders, paths).parse();
  reader.finish();
  return condition;
}

class ConditionParser {
  readonly #reader: TokenReader;
  readonly #placeholders: Placeholders;
  readonly #paths: Path[];
  #depth = 0;

  constructor(reader: TokenReader, placeholders: Placeholders, paths: Path[]) {
    this.#reader = reader;
    this.#placeholders = placeholders;
    this.#paths = paths;
  }

  parse(): Condition {
    let condition = this.#and();
    while (this.#reader.skip('OR')) condition = { type: 'or', left: condition, right: this.#and() };
    return condition;
  }

  #and(): Condition {
    let condition = this.#not();
    while (this.#reader.skip('AND')) condition = { type: 'and', left: condition, right: this.#not() };
    return condition;
  }

  #not(): Condition {
    if (!this.#reader.skip('NOT')) return this.#primary();
    return this.#deeper(() => ({ type: 'not', condition: this.#not() }));
  }

  #primary(): Condition {
    const reader = this.#reader;
    if (reader.skip('(')) {
      const condition = this.#deeper(() => this.parse());
      reader.expect(')');
      return condition;
    }
    if (reader.isAtCall()) return this.#call();
    const operand = this.#operand();
    if (isComparator(reader.next)) {
      const comparator = reader.take() as Comparator;
      return { type: 'compare', comparator, left: operand, right: this.#operand() };
    }
    if (reader.skip('BETWEEN')) {
      const low = this.#operand();
      reader.expect('AND');
      return { type: 'between', operand, low, high: this.#operand() };
    }
    reader.expect('IN');
    return { type: 'in', operand, candidates: this.#operands() };
  }

  #deeper(parse: () => Condition): Condition {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw this.#reader.syntaxError();
    const condition = parse();
    this.#depth -= 1;
    return condition;
  }

  #operands(): Operand[] {
    const reader = this.#reader;
    reader.expect('(');
    const operands = [this.#operand()];
    while (reader.skip(',')) operands.push(this.#operand());
    reader.expect(')');
    return operands;
  }

  #operand(): Operand {
    const reader = this.#reader;
    if (reader.isAtValue()) {
      return { type: 'value', slot: this.#placeholders.slotOfValue(reader.take(), reader.kind) };
    }
    if (reader.isAtCall()) throw new NotModelledError(`the function ${reader.take()} as an operand`);
    const path = parsePath(reader, this.#placeholders);
    this.#paths.push(path);
    return { type: 'path', path };
  }

  #call(): Call {
    const name = this.#reader.take();
    if (!isFunctionName(name)) throw new NotModelledError(`the function ${name} of conditions`);
    const operands = this.#operands();
    if (operands.length === operandCounts[name]) return { type: 'call', name, operands };
    throw this.#reader.invalid(
      `Incorrect number of operands for operator or function; operator or function: ${name}, ` +
        `number of operands: ${operands.length}`,
    );
  }
}

const isFunctionName = (name: string): name is Call['name'] => Object.hasOwn(operandCounts, name);
