import { NotModelledError, validationException } from '../errors';
import { type AttributeValue, type Item } from '../values/attribute-values';
import { addNumbers } from '../values/numbers';
import { type Path, parsePath, valueAt } from './paths';
import { type Bound, type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

/** The new value of an attribute. @throws ValidationException when the item has none to start from. */
type Evaluate = (before: Readonly<Item>, bound: Bound) => AttributeValue | undefined;

const clauseNames = ['SET', 'REMOVE', 'ADD'] as const;

type ClauseName = (typeof clauseNames)[number];

/** What becomes of an attribute; without `evaluate` it is removed. */
export interface UpdateAction {
  /** Slot of the attribute's name. */
  readonly nameSlot: number;
  readonly evaluate: Evaluate | undefined;
}

/** All actions see the item as it was before the update. */
export interface Update {
  readonly actions: readonly UpdateAction[];
  /** REMOVE alone. */
  readonly onlyTakesAway: boolean;
  readonly hasRemovals: boolean;
}

/**
 * Compiles an update expression: SET with `+`, `-` and `if_not_exists`, REMOVE, and ADD of numbers, on attributes of the
 * item itself.
 *
 * @throws ValidationException, here or when the placeholders are bound; {@link NotModelledError}.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(reader: TokenReader, placeholders: Placeholders): Update {
  const actions: UpdateAction[] = [];
  const seen = new Set<string>();
  do {
    const clause = clauseNames.find((name) => reader.skip(name));
    if (!clause) throw reader.syntaxError();
    if (seen.has(clause)) {
      throw reader.invalid(`The "${clause}" section can only be used once in an update expression;`);
    }
    seen.add(clause);
    do actions.push(parseAction(clause, reader, placeholders));
    while (reader.skip(','));
  } while (reader.next !== undefined);
  placeholders.checkNames((names) => {
    const changed = actions.map(({ nameSlot }) => names[nameSlot]);
    const twice = changed.find((name, index) => changed.indexOf(name) !== index);
    if (twice !== undefined) throw reader.invalid(`Two document paths overlap with each other: [${twice}]`);
  });
  const removalCount = actions.filter(({ evaluate }) => !evaluate).length;
  return { actions, onlyTakesAway: removalCount === actions.length, hasRemovals: removalCount > 0 };
}

function parseAction(clause: ClauseName, reader: TokenReader, placeholders: Placeholders): UpdateAction {
  const path = parsePath(reader, placeholders);
  if (path.steps.length > 0) throw new NotModelledError('updates within a document');
  const nameSlot = path.head;
  switch (clause) {
    case 'SET':
      reader.expect('=');
      return { nameSlot, evaluate: parseAssignment(reader, placeholders) };
    case 'REMOVE':
      return { nameSlot, evaluate: undefined };
    case 'ADD': {
      if (!reader.isAtValue()) throw reader.syntaxError();
      const slot = placeholders.slotOfValue(reader.take(), reader.kind);
      placeholders.checkValues((values) => {
        if (values[slot]!.N !== undefined) return;
        throw reader.invalid('Incorrect operand type for operator or function; operator: ADD');
      });
      return {
        nameSlot,
        evaluate: (before, { names, values }) => {
          const value = valueAt(path, before, names);
          return value ? sumOf(value, values[slot], 1) : values[slot];
        },
      };
    }
    default:
      return clause satisfies never;
  }
}

function parseAssignment(reader: TokenReader, placeholders: Placeholders): Evaluate {
  const { evaluate } = parseOperand(reader, placeholders);
  if (reader.next !== '+' && reader.next !== '-') return evaluate;
  const sign = reader.take() === '+' ? 1 : -1;
  const second = parseOperand(reader, placeholders);
  return (before, bound) => sumOf(evaluate(before, bound), second.evaluate(before, bound), sign);
}

function parseOperand(
  reader: TokenReader,
  placeholders: Placeholders,
): { readonly evaluate: Evaluate; readonly path?: Path } {
  if (reader.isAtValue()) {
    const slot = placeholders.slotOfValue(reader.take(), reader.kind);
    return { evaluate: (_before, { values }) => values[slot] };
  }
  if (reader.isAtCall()) return { evaluate: parseCall(reader, placeholders) };
  const path = parsePath(reader, placeholders);
  return { path, evaluate: (before, { names }) => valueAt(path, before, names) ?? refuseAbsent() };
}

function parseCall(reader: TokenReader, placeholders: Placeholders): Evaluate {
  const name = reader.take();
  if (name !== 'if_not_exists') throw new NotModelledError(`the function ${name} of updates`);
  reader.expect('(');
  const { path } = parseOperand(reader, placeholders);
  if (!path) throw reader.invalid('Operator or function requires a document path; operator or function: if_not_exists');
  reader.expect(',');
  const { evaluate } = parseOperand(reader, placeholders);
  reader.expect(')');
  return (before, bound) => valueAt(path, before, bound.names) ?? evaluate(before, bound);
}

function sumOf(left: AttributeValue | undefined, right: AttributeValue | undefined, sign: 1 | -1): AttributeValue {
  if (left?.N === undefined || right?.N === undefined) {
    throw validationException('An operand in the update expression has an incorrect data type');
  }
  return { N: addNumbers(left.N, right.N, sign) };
}

function refuseAbsent(): never {
  throw validationException('The provided expression refers to an attribute that does not exist in the item');
}
