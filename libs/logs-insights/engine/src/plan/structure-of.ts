import { type Expression } from '../syntax/expression';

/** Whether a value is a map or a list: never, always, or depending on the data. */
export type Structure = 'never' | 'possible' | 'certain';

/** Functions that return one of their arguments. */
const choosers = new Set(['coalesce', 'if', 'case']);

/**
 * Tells from its form whether an expression gives a map or a list.
 *
 * @param structureOfName - The same for a name.
 */
export function structureOf(expression: Expression, structureOfName: (name: string) => Structure): Structure {
  switch (expression.type) {
    case 'field':
      return structureOfName(expression.name);
    case 'member':
      return 'possible';
    case 'call': {
      const { name, operands } = expression;
      if (name === 'jsonparse' || (name === 'split' && operands.length === 2)) return 'certain';
      if (!choosers.has(name)) return 'never';
      return operands.some((operand) => structureOf(operand, structureOfName) !== 'never') ? 'possible' : 'never';
    }
    default:
      return 'never';
  }
}
