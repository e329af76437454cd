import { AwsError } from '../service';

const maxOperators = 300;

const tokens = /[#:]\w+|[A-Za-z]\w*|<=|>=|<>|[=<>+(-]/g;
const comparators: readonly string[] = ['<', '<=', '<>', '=', '>', '>='];
const keywords: readonly string[] = ['AND', 'BETWEEN', 'IN', 'NOT', 'OR'];

/**
 * Refuses expressions with more operators and functions than DynamoDB reads. It stops to count at the first that is too
 * many, so the number that it tells is always the same.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
 * @see https://github.com/scylladb/scylladb/issues/14473 (conditions too, and the text)
 */
export function refuseManyOperators(input: Readonly<Record<string, unknown>>): void {
  for (const [name, expression] of Object.entries(input)) {
    if (!name.endsWith('Expression') || typeof expression !== 'string') continue;
    if (operatorCount(expression, name === 'UpdateExpression') <= maxOperators) continue;
    const reason = `The expression contains too many operators; operator count: ${maxOperators + 1}`;
    throw new AwsError('ValidationException', `Invalid ${name}: ${reason}`);
  }
}

/** The equals sign of an assignment is none, nor is the AND of a BETWEEN. Each IN is one, however long. */
function operatorCount(expression: string, isUpdate: boolean): number {
  const found = expression.toUpperCase().match(tokens) ?? [];
  const operators = found.filter((token, index) => {
    if (comparators.includes(token)) return !isUpdate;
    return (
      token === '+' || token === '-' || keywords.includes(token) || (/^[A-Z]/.test(token) && found[index + 1] === '(')
    );
  });
  return operators.length - operators.filter((token) => token === 'BETWEEN').length;
}
