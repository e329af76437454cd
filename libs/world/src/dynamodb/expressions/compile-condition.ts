import { type AttributeValue, type Item, compareValues, isEqual } from '../values/attribute-values';
import { type Call, type Comparator, type Condition, type Operand } from './parse-condition';
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
      return name satisfies never;
  }
}

const beginsWith = (value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean =>
  value?.S !== undefined && prefix?.S !== undefined && value.S.startsWith(prefix.S);

/** A part of a text, or an element of a list. */
function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value?.S !== undefined) return part?.S !== undefined && value.S.includes(part.S);
  return value?.L?.some((element) => isEqual(element, part)) ?? false;
}
