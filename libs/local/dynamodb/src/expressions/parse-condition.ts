import { type Call, type Comparator, type Condition, type Operand } from './condition';
import { OperandChecks } from './operand-checks';
import { type Path, parsePath } from './paths';
import { type Placeholders } from './placeholders';
import { checkBounds, orderedTypes } from './require-types';
import { type TokenReader } from './token-reader';

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
  readonly #checks: OperandChecks;
  /** Where the parenthesis ends that begins at a position. */
  readonly #closings: ReadonlyMap<number, number>;
  #depth = 0;

  constructor(reader: TokenReader, placeholders: Placeholders, paths: Path[]) {
    this.#reader = reader;
    this.#placeholders = placeholders;
    this.#paths = paths;
    this.#checks = new OperandChecks(reader, placeholders);
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
    if (operand.name === 'size') this.#checks.blameMisuse(operand);
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
    this.#checks.blameCalls(left, right);
    this.#checks.requireDistinct(comparator, left, right);
    if (comparator !== '=' && comparator !== '<>') this.#checks.require(comparator, orderedTypes, left, right);
    return { type: 'compare', comparator, left, right };
  }

  #between(operand: Operand): Condition {
    const low = this.#operand();
    this.#reader.expect('AND');
    const high = this.#operand();
    this.#checks.blameCalls(operand, low, high);
    this.#checks.require('BETWEEN', orderedTypes, operand, low, high);
    if (low.type === 'value' && high.type === 'value')
      checkBounds(low.slot, high.slot, this.#reader, this.#placeholders);
    return { type: 'between', operand, low, high };
  }

  #in(operand: Operand): Condition {
    const candidates = this.#operands();
    this.#checks.blameCalls(operand, ...candidates);
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
    this.#checks.blameCalls(...call.operands);
    this.#checks.checkCall(call);
    return call;
  }
}

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
