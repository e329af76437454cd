import {
  type AttributeValue,
  type Item,
  bytesOfBase64,
  compareValues,
  isEqual,
  setTypeOf,
  typeOf,
} from '../values/attribute-values';
import { type Call, type Comparator, type Condition, type Operand } from './condition';
import { valueAt } from './paths';
import { type Bound } from './placeholders';

/** @param item - An empty one where there is none. */
export type Holds = (item: Readonly<Item>, bound: Bound) => boolean;

type Read = (item: Readonly<Item>, bound: Bound) => AttributeValue | undefined;

/** @returns Tells whether a condition holds for an item. */
export function compileCondition(condition: Condition): Holds {
  switch (condition.type) {
    case 'and': {
      const [left, right] = [compileCondition(condition.left), compileCondition(condition.right)];
      return (item, bound) => left(item, bound) && right(item, bound);
    }
    case 'or': {
      const [left, right] = [compileCondition(condition.left), compileCondition(condition.right)];
      return (item, bound) => left(item, bound) || right(item, bound);
    }
    case 'not': {
      const negated = compileCondition(condition.condition);
      return (item, bound) => !negated(item, bound);
    }
    case 'compare':
      return comparison(condition.comparator, readerOf(condition.left), readerOf(condition.right));
    case 'between': {
      const [operand, low, high] = [condition.operand, condition.low, condition.high].map(readerOf) as [
        Read,
        Read,
        Read,
      ];
      return (item, bound) => {
        const value = operand(item, bound);
        return compareValues(value, low(item, bound)) >= 0 && compareValues(value, high(item, bound)) <= 0;
      };
    }
    case 'in': {
      const operand = readerOf(condition.operand);
      const candidates = condition.candidates.map(readerOf);
      return (item, bound) => {
        const value = operand(item, bound);
        return candidates.some((candidate) => isEqual(value, candidate(item, bound)));
      };
    }
    case 'call':
      return compileCall(condition);
    default:
      return condition satisfies never;
  }
}

function comparison(comparator: Comparator, left: Read, right: Read): Holds {
  switch (comparator) {
    case '=':
      return (item, bound) => isEqual(left(item, bound), right(item, bound));
    case '<>':
      return (item, bound) => !isEqual(left(item, bound), right(item, bound));
    case '<':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) < 0;
    case '<=':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) <= 0;
    case '>':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) > 0;
    case '>=':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) >= 0;
    default:
      return comparator satisfies never;
  }
}

function readerOf(operand: Operand): Read {
  switch (operand.type) {
    case 'value': {
      const { slot } = operand;
      return (_item, { values }) => values[slot];
    }
    case 'path': {
      const { path } = operand;
      return (item, { names }) => valueAt(path, item, names);
    }
    case 'call': {
      const read = readerOf(operand.operands[0]!);
      return (item, bound) => sizeOf(read(item, bound));
    }
    default:
      return operand satisfies never;
  }
}

function compileCall({ name, operands }: Call): Holds {
  const [first, second] = operands.map(readerOf) as [Read, Read];
  switch (name) {
    case 'attribute_exists':
      return (item, bound) => first(item, bound) !== undefined;
    case 'attribute_not_exists':
      return (item, bound) => first(item, bound) === undefined;
    case 'begins_with':
      return (item, bound) => beginsWith(first(item, bound), second(item, bound));
    case 'contains':
      return (item, bound) => contains(first(item, bound), second(item, bound));
    default:
      // attribute_type
      return (item, bound) => {
        const value = first(item, bound);
        return value !== undefined && typeOf(value) === second(item, bound)?.S;
      };
  }
}

function beginsWith(value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B === undefined || prefix?.B === undefined) return false;
  return bytesOfBase64(value.B).startsWith(bytesOfBase64(prefix.B));
}

/** A part of a text or of bytes, or an element of a set or a list. */
function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined) return part.B !== undefined && bytesOfBase64(value.B).includes(bytesOfBase64(part.B));
  if (value.L) return value.L.some((element) => isEqual(element, part));
  const type = setTypeOf(value);
  if (type === undefined) return false;
  const element = { SS: part.S, NS: part.N, BS: part.B }[type];
  return element !== undefined && value[type]!.includes(element);
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (!value) return undefined;
  const { S, B, M } = value;
  if (S !== undefined) return { N: String(S.length) };
  if (B !== undefined) return { N: String(Buffer.byteLength(B, 'base64')) };
  const elements = value.L ?? value.SS ?? value.NS ?? value.BS ?? (M && Object.keys(M));
  return elements && { N: String(elements.length) };
}
