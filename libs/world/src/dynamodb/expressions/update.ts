import { notModelled, validationException } from '../errors';
import { type AttributeValue, type Item, addNumbers, attributeOf, bytesOfText, bytesOfValue } from '../values';
import { type Bound, type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

/** The new value of an attribute. @throws ValidationException when the item has none to start from. */
type Evaluate = (before: Readonly<Item>, bound: Bound) => AttributeValue | undefined;

const clauseNames = ['SET', 'REMOVE', 'ADD'] as const;

/** The change of one attribute; without `evaluate` it is removed. */
interface UpdateAction {
  /** Slot of the attribute's name. */
  readonly nameSlot: number;
  readonly evaluate: Evaluate | undefined;
}

/** All actions see the item as it was before the update. */
export interface Update {
  readonly actions: readonly UpdateAction[];
  /** Only REMOVE. */
  readonly onlyTakesAway: boolean;
  readonly hasRemovals: boolean;
}

/**
 * Compiles an update expression: SET with `+`, `-` and `if_not_exists`, REMOVE, and ADD of numbers, on attributes of the
 * item itself.
 *
 * @throws ValidationException, here or when the placeholders are bound.
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

function parseAction(
  clause: (typeof clauseNames)[number],
  reader: TokenReader,
  placeholders: Placeholders,
): UpdateAction {
  const nameSlot = placeholders.slotOfName(reader.takeName(), reader.kind);
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
          const value = attributeOf(before, names[nameSlot]!);
          return value ? sumOf(value, values[slot], 1) : values[slot];
        },
      };
    }
    default:
      return clause satisfies never;
  }
}

function parseAssignment(reader: TokenReader, placeholders: Placeholders): Evaluate {
  const first = parseOperand(reader, placeholders);
  if (reader.next !== '+' && reader.next !== '-') return first;
  const sign = reader.take() === '+' ? 1 : -1;
  const second = parseOperand(reader, placeholders);
  return (before, bound) => sumOf(first(before, bound), second(before, bound), sign);
}

function parseOperand(reader: TokenReader, placeholders: Placeholders): Evaluate {
  if (reader.isAtValue()) {
    const slot = placeholders.slotOfValue(reader.take(), reader.kind);
    return (_before, { values }) => values[slot];
  }
  if (reader.isAtCall()) return parseCall(reader, placeholders);
  const nameSlot = placeholders.slotOfName(reader.takeName(), reader.kind);
  return (before, { names }) => {
    const value = attributeOf(before, names[nameSlot]!);
    if (value) return value;
    throw validationException('The provided expression refers to an attribute that does not exist in the item');
  };
}

function parseCall(reader: TokenReader, placeholders: Placeholders): Evaluate {
  const name = reader.take();
  if (name !== 'if_not_exists') throw notModelled(`the function ${name} of updates`);
  reader.expect('(');
  const nameSlot = placeholders.slotOfName(reader.takeName(), reader.kind);
  reader.expect(',');
  const evaluate = parseOperand(reader, placeholders);
  reader.expect(')');
  return (before, bound) => attributeOf(before, bound.names[nameSlot]!) ?? evaluate(before, bound);
}

function sumOf(left: AttributeValue | undefined, right: AttributeValue | undefined, sign: 1 | -1): AttributeValue {
  if (left?.N === undefined || right?.N === undefined) {
    throw validationException('An operand in the update expression has an incorrect data type');
  }
  return { N: addNumbers(left.N, right.N, sign) };
}

/** An item with its size. */
export interface SizedItem {
  readonly item: Item;
  readonly bytes: number;
}

/**
 * @param base - The item that changes, or only its keys if it did not exist. The new size is derived from its size.
 * @param before - The item for the expressions; empty if it did not exist.
 * @returns A new item that shares unchanged values with the old one.
 * @throws ValidationException
 */
export function applyUpdate(update: Update, base: SizedItem, before: Readonly<Item>, bound: Bound): SizedItem {
  const item = update.hasRemovals ? withoutRemoved(update, base.item, bound) : { ...base.item };
  let { bytes } = base;
  for (const { nameSlot, evaluate } of update.actions) {
    const name = bound.names[nameSlot]!;
    const old = attributeOf(base.item, name);
    const value = evaluate?.(before, bound);
    if (value === old) continue;
    if (old !== undefined) bytes -= bytesOfText(name) + bytesOfValue(old);
    if (value === undefined) continue;
    bytes += bytesOfText(name) + bytesOfValue(value);
    item[name] = value;
  }
  return { item, bytes };
}

/** `delete` would make objects slow. */
function withoutRemoved({ actions }: Update, base: Item, { names }: Bound): Item {
  const removed = actions.filter(({ evaluate }) => !evaluate).map(({ nameSlot }) => names[nameSlot]);
  const item: Item = {};
  for (const name in base) if (!removed.includes(name)) item[name] = base[name]!;
  return item;
}
