import { type Path, isSamePath, parsePath, pathText } from './paths';
import { type Placeholders } from './placeholders';
import { checkBounds, requireTypes, orderedTypes } from './require-types';
import { type TokenReader } from './token-reader';

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

const comparators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

const isComparator = (token: string | undefined): token is Comparator => token !== undefined && comparators.has(token);

/** More parentheses in each other than operators in an expression have no use. */
const maxDepth = 320;

/**
 * @param paths - Gets all paths that the condition has.
 * @throws ValidationException, here or when the placeholders are bound.
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
  /** Where the parenthesis ends that begins at a position. */
  readonly #closings: ReadonlyMap<number, number>;
  #depth = 0;

  constructor(reader: TokenReader, placeholders: Placeholders, paths: Path[]) {
    this.#reader = reader;
    this.#placeholders = placeholders;
    this.#paths = paths;
    this.#closings = closingsOf(reader.tokens);
  }

  parse(): Condition {
    let condition = this.#and();
    while (this.#skipOperator('OR')) condition = { type: 'or', left: condition, right: this.#and() };
    return condition;
  }

  #and(): Condition {
    let condition = this.#not();
    while (this.#skipOperator('AND')) condition = { type: 'and', left: condition, right: this.#not() };
    return condition;
  }

  #not(): Condition {
    return this.#skipOperator('NOT') ? { type: 'not', condition: this.#not() } : this.#primary();
  }

  #skipOperator(word: string): boolean {
    if (!this.#reader.skip(word)) return false;
    this.#reader.countOperator();
    return true;
  }

  #primary(): Condition {
    const reader = this.#reader;
    if (reader.next === '(' && !this.#isOperandInParentheses()) return this.#parentheses();
    const operand = this.#operand();
    if (isComparator(reader.next)) return this.#comparison(operand);
    if (this.#skipOperator('BETWEEN')) return this.#between(operand);
    if (this.#skipOperator('IN')) return this.#in(operand);
    if (operand.type !== 'call') throw reader.syntaxError();
    if (operand.name === 'size') this.#blameMisuse(operand);
    return operand;
  }

  #parentheses(): Condition {
    const reader = this.#reader;
    const start = reader.position;
    const isRedundant = reader.isBefore('(') && this.#closings.get(start + 1) === this.#closings.get(start)! - 1;
    if (isRedundant) throw reader.invalid('The expression has redundant parentheses;');
    this.#depth += 1;
    if (this.#depth > maxDepth) throw reader.syntaxError();
    reader.expect('(');
    const condition = this.parse();
    reader.expect(')');
    this.#depth -= 1;
    return condition;
  }

  /** A comparator goes on with a parenthesis that holds one of its operands, and not with a condition. */
  #isOperandInParentheses(): boolean {
    const after = this.#reader.tokens[(this.#closings.get(this.#reader.position) ?? Number.NaN) + 1];
    return isComparator(after) || ['BETWEEN', 'IN'].includes(after?.toUpperCase() ?? '');
  }

  #comparison(left: Operand): Condition {
    const comparator = this.#reader.take() as Comparator;
    this.#reader.countOperator();
    const right = this.#operand();
    this.#blameCalls(left, right);
    this.#requireDistinct(comparator, left, right);
    if (comparator !== '=' && comparator !== '<>') this.#require(comparator, orderedTypes, left, right);
    return { type: 'compare', comparator, left, right };
  }

  #between(operand: Operand): Condition {
    const low = this.#operand();
    this.#reader.expect('AND');
    const high = this.#operand();
    this.#blameCalls(operand, low, high);
    this.#require('BETWEEN', orderedTypes, operand, low, high);
    if (low.type === 'value' && high.type === 'value')
      checkBounds(low.slot, high.slot, this.#reader, this.#placeholders);
    return { type: 'between', operand, low, high };
  }

  #in(operand: Operand): Condition {
    const candidates = this.#operands();
    this.#blameCalls(operand, ...candidates);
    return { type: 'in', operand, candidates };
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
    if (reader.next === '(') {
      if (reader.isBefore('(')) throw reader.invalid('The expression has redundant parentheses;');
      reader.expect('(');
      const operand = this.#operand();
      reader.expect(')');
      return operand;
    }
    if (reader.isAtValue()) {
      return { type: 'value', slot: this.#placeholders.slotOfValue(reader.take(), reader.kind) };
    }
    if (reader.isAtCall()) return this.#call();
    const path = parsePath(reader, this.#placeholders);
    this.#paths.push(path);
    return { type: 'path', path };
  }

  #call(): Call {
    const name = this.#reader.take();
    this.#reader.countOperator();
    const call: Call = { type: 'call', name, operands: this.#operands() };
    this.#blameCalls(...call.operands);
    this.#checkCall(call);
    return call;
  }

  #checkCall({ name, operands }: Call): void {
    const reader = this.#reader;
    const count = operandCounts.get(name);
    if (count === undefined) return reader.blame('function name', `Invalid function name; function: ${name}`);
    if (count !== operands.length) {
      return reader.blame(
        'operands',
        `Incorrect number of operands for operator or function; operator or function: ${name}, ` +
          `number of operands: ${operands.length}`,
      );
    }
    const [first, second] = operands as [Operand, Operand?];
    if (second) this.#requireDistinct(name, first, second);
    switch (name) {
      case 'attribute_exists':
      case 'attribute_not_exists':
        if (first.type === 'path') return undefined;
        return reader.blame('operands', `Operator or function requires a document path; operator or function: ${name}`);
      case 'begins_with':
        return this.#require(name, ['S', 'B'], ...operands);
      case 'size':
        return this.#require(name, ['S', 'B', 'SS', 'NS', 'BS', 'M', 'L'], first);
      case 'attribute_type':
        return this.#requireTypeName(second!);
      default:
        return undefined;
    }
  }

  #requireTypeName(operand: Operand): void {
    const reader = this.#reader;
    if (operand.type === 'value') {
      return requireTypes(operand.slot, ['S'], 'attribute_type', reader, this.#placeholders, (value) => {
        if (typeNames.includes(value.S ?? '')) return;
        const valid = 'valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}';
        throw reader.invalid(`Invalid attribute type name found; type: ${value.S}, ${valid}`);
      });
    }
    return reader.blame(
      'operands',
      'Incorrect operand type for operator or function; operator or function: attribute_type, ' +
        'operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}',
    );
  }

  #require(operator: string, types: Parameters<typeof requireTypes>[1], ...operands: readonly Operand[]): void {
    for (const operand of operands) {
      if (operand.type === 'value') requireTypes(operand.slot, types, operator, this.#reader, this.#placeholders);
    }
  }

  #requireDistinct(operator: string, left: Operand, right: Operand): void {
    if (left.type !== 'path' || right.type !== 'path') return;
    this.#placeholders.checkPaths([left.path, right.path], ([one = [], two = []]) => {
      if (!isSamePath(one, two)) return;
      throw this.#reader.invalid(
        'The first operand must be distinct from the remaining operands for this operator or function; ' +
          `operator: ${operator}, first operand: ${pathText(one)}`,
      );
    });
  }

  /** Only the size of something can be an operand. */
  #blameCalls(...operands: readonly Operand[]): void {
    for (const operand of operands) {
      if (operand.type === 'call' && operand.name !== 'size' && operandCounts.has(operand.name))
        this.#blameMisuse(operand);
    }
  }

  #blameMisuse({ name }: Call): void {
    this.#reader.blame('misuse', `The function is not allowed to be used this way in an expression; function: ${name}`);
  }
}

const operandCounts: ReadonlyMap<string, number> = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
  ['size', 1],
]);

const typeNames: readonly string[] = ['S', 'N', 'B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'NS', 'M'];

function closingsOf(tokens: readonly string[]): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closings = new Map<number, number>();
  tokens.forEach((token, index) => {
    if (token === '(') open.push(index);
    const start = token === ')' ? open.pop() : undefined;
    if (start !== undefined) closings.set(start, index);
  });
  return closings;
}
