import { InvalidExpressionError } from '../errors';
import { type Expression, type Value } from './expression';
import { type TerraformFunction, asText, pureFunctions } from './functions';

/** What an expression can reach. */
export interface Scope {
  /** What the text belongs to, for errors. */
  readonly where: string;
  /** The text that is being evaluated, for errors. */
  readonly text: string;
  lookUp(path: readonly string[]): Value;
  /** Functions that need the outside, such as files. */
  readonly functions: Readonly<Record<string, TerraformFunction>>;
}

/**
 * Gives an expression its value.
 *
 * @throws {InvalidExpressionError} An unknown function, or a value where it can't be. Not retryable.
 * @throws What `lookUp` throws.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'reference':
      return scope.lookUp(expression.path);
    case 'list':
      return expression.items.map((item) => evaluate(item, scope));
    case 'object':
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [textOf(evaluate(key, scope), scope), evaluate(value, scope)]),
      );
    case 'template':
      return expression.parts.map((part) => textOf(evaluate(part, scope), scope)).join('');
    case 'call':
      return call(
        expression.name,
        expression.parameters.map((parameter) => evaluate(parameter, scope)),
        scope,
      );
    default:
      return expression satisfies never;
  }
}

function call(name: string, parameters: readonly Value[], scope: Scope): Value {
  const known = { ...pureFunctions, ...scope.functions };
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!found) throw new InvalidExpressionError(scope.where, scope.text, `the function ${name} is not supported`);
  return explain(scope, () => found(...parameters));
}

const textOf = (value: Value, scope: Scope): string => explain(scope, () => asText(value));

function explain<T>(scope: Scope, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidExpressionError(scope.where, scope.text, error.message);
    throw error;
  }
}
