import { partsOf } from '../plan/walk-expression';
import { type Expression } from '../syntax/expression';
import { toNumber } from '../values/value';
import { type EventFields } from './known-fields';
import { type QueryProblem, fragmentOf } from './query-problem';

const numericAggregates: ReadonlySet<string> = new Set([
  ...['sum', 'avg', 'pct', 'percentile', 'median', 'stddev', 'variance'],
]);

/** Functions that read their arguments as numbers, by their names in lower case. */
const numericFunctions: ReadonlySet<string> = new Set([
  ...['abs', 'ceil', 'floor', 'greatest', 'least', 'log', 'round', 'sqrt', 'haversine', 'frommillis'],
]);

/** Finds texts in an expression where numbers are wanted. */
export function findMisfits(expression: Expression, text: string, fields: EventFields): readonly QueryProblem[] {
  const remedy = remedyIn(expression);
  const own = remedy === undefined ? [] : partsOf(expression).flatMap((part) => textIn(part, expression, remedy));
  return [...own, ...partsOf(expression).flatMap((part) => findMisfits(part, text, fields))];

  function textIn(operand: Expression, whole: Expression, what: string): readonly QueryProblem[] {
    const found = textOf(operand);
    if (!found) return [];
    const { reason, isCertain } = found;
    const outcome = isCertain ? 'is always missing' : 'is missing where the text does not look like a number';
    return [
      {
        message: `${reason}, so ${fragmentOf(text, whole.location)} ${outcome}; ${what}`,
        location: operand.location,
        severity: isCertain ? 'error' : 'warning',
      },
    ];
  }

  function textOf(operand: Expression): { readonly reason: string; readonly isCertain: boolean } | undefined {
    if (operand.type === 'literal') {
      if (toNumber(operand.value) !== undefined) return undefined;
      return { reason: `${fragmentOf(text, operand.location)} is a text`, isCertain: true };
    }
    const { field, known } = fields.read(operand) ?? {};
    const numbers = known?.list?.filter((value) => toNumber(value) !== undefined) ?? [];
    if (!field || known?.type !== 'text' || (known.list && numbers.length === known.list.length)) return undefined;
    const isCertain = known.list !== undefined && numbers.length === 0;
    return { reason: `${field.name} is ${known.words}`, isCertain };
  }
}

/** @returns What to do about a text among the operands; undefined where texts are welcome. */
function remedyIn(expression: Expression): string | undefined {
  switch (expression.type) {
    case 'arithmetic':
      return expression.operators.includes('+')
        ? 'calculate with numbers, or join texts by concat(...)'
        : 'take a field of numbers';
    case 'unary':
      return expression.operator === '-' ? 'take a field of numbers' : undefined;
    case 'aggregate':
      return numericAggregates.has(expression.name) ? 'aggregate a number, or count the texts' : undefined;
    case 'call':
      return numericFunctions.has(expression.name) ? 'take a field of numbers' : undefined;
    default:
      return undefined;
  }
}

/** Finds fields of texts that stand for conditions in a filter. */
export function findTextConditions(condition: Expression, text: string, fields: EventFields): readonly QueryProblem[] {
  if (condition.type === 'logical' || (condition.type === 'unary' && condition.operator === 'not')) {
    return partsOf(condition).flatMap((part) => findTextConditions(part, text, fields));
  }
  const { field, known } = fields.read(condition) ?? {};
  if (!field || known?.type !== 'text') return [];
  const suggestion = `ispresent(${fragmentOf(text, field.location)})`;
  return [
    {
      message:
        `${field.name} is a text, and a text is true only when it looks like a number other than 0; ` +
        `compare it with a value, or write ${suggestion}`,
      location: field.location,
      severity: 'warning',
      suggestion,
    },
  ];
}
