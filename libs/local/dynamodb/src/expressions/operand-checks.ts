import { type Call, type Operand } from './condition';
import { isSamePath, pathText } from './paths';
import { type Placeholders } from './placeholders';
import { requireTypes } from './require-types';
import { type TokenReader } from './token-reader';

const operandCounts: ReadonlyMap<string, number> = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
  ['size', 1],
]);

const typeNames: readonly string[] = ['S', 'N', 'B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'NS', 'M'];

/** What operators and functions of a condition ask of their operands, besides its syntax. */
export class OperandChecks {
  readonly #reader: TokenReader;
  readonly #placeholders: Placeholders;

  constructor(reader: TokenReader, placeholders: Placeholders) {
    this.#reader = reader;
    this.#placeholders = placeholders;
  }

  /** Checks a function: that it is one, and its operands. */
  checkCall({ name, operands }: Call): void {
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
    if (second) this.requireDistinct(name, first, second);
    switch (name) {
      case 'attribute_exists':
      case 'attribute_not_exists':
        if (first.type === 'path') return undefined;
        return reader.blame('operands', `Operator or function requires a document path; operator or function: ${name}`);
      case 'begins_with':
        return this.require(name, ['S', 'B'], ...operands);
      case 'size':
        return this.require(name, ['S', 'B', 'SS', 'NS', 'BS', 'M', 'L'], first);
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

  /** Values that stand for operands have one of the types. */
  require(operator: string, types: Parameters<typeof requireTypes>[1], ...operands: readonly Operand[]): void {
    for (const operand of operands) {
      if (operand.type === 'value') requireTypes(operand.slot, types, operator, this.#reader, this.#placeholders);
    }
  }

  /** Two paths are not the same. */
  requireDistinct(operator: string, left: Operand, right: Operand): void {
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
  blameCalls(...operands: readonly Operand[]): void {
    for (const operand of operands) {
      if (operand.type === 'call' && operand.name !== 'size' && operandCounts.has(operand.name))
        this.blameMisuse(operand);
    }
  }

  blameMisuse({ name }: Call): void {
    this.#reader.blame('misuse', `The function is not allowed to be used this way in an expression; function: ${name}`);
  }
}
