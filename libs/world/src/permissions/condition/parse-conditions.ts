import { type Condition } from '../document/policy';
import { isObject, texts } from '../document/read-json';
import { refuseVariables } from '../document/refuse-variables';
import { InvalidPolicyError } from '../errors';
import { operators } from './operators';

const namePattern = /^(?:(?<quantifier>ForAllValues|ForAnyValue):)?(?<operator>[A-Za-z]+?)(?<ifExists>IfExists)?$/;

/**
 * Reads the conditions of a statement.
 *
 * @param conditionKeys - In lower case: those that requests carry here.
 * @throws {InvalidPolicyError} An operator, a key or a value that is not evaluated here. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function parseConditions(value: unknown, conditionKeys: ReadonlySet<string>, where: string): Condition[] {
  if (value === undefined) return [];
  if (!isObject(value)) throw new InvalidPolicyError(where, '"Condition" must be an object');
  return Object.entries(value).flatMap(([name, members]) => {
    if (!isObject(members)) throw new InvalidPolicyError(where, `the condition ${name} must be an object`);
    return Object.entries(members).map(([key, wanted]) => {
      const values = valuesOf(wanted, `${name} of ${key}`, where);
      return condition(name, key, values, conditionKeys, where);
    });
  });
}

function condition(
  name: string,
  key: string,
  values: readonly string[],
  conditionKeys: ReadonlySet<string>,
  where: string,
): Condition {
  const { operator = '', quantifier, ifExists } = namePattern.exec(name)?.groups ?? {};
  const known = operators.get(operator);
  if (!known && (operator !== 'Null' || quantifier !== undefined || ifExists !== undefined)) {
    throw new InvalidPolicyError(where, `the condition operator "${name}" is not evaluated here`);
  }
  if (!conditionKeys.has(key.toLowerCase())) {
    throw new InvalidPolicyError(where, `the condition key "${key}" is not evaluated here`);
  }
  const accepts = known ? known.accepts : (wanted: string) => wanted === 'true' || wanted === 'false';
  const wrong = values.find((wanted) => accepts?.(wanted) === false);
  if (wrong !== undefined) throw new InvalidPolicyError(where, `${name} of ${key} can't have the value "${wrong}"`);
  for (const wanted of values) refuseVariables(wanted, where);
  return {
    operator,
    ...(quantifier !== undefined && { quantifier: quantifier as NonNullable<Condition['quantifier']> }),
    ifExists: ifExists !== undefined,
    key: key.toLowerCase(),
    values,
  };
}

/** Numbers and booleans may stand without quotes. */
function valuesOf(value: unknown, what: string, where: string): readonly string[] {
  const list = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((item) =>
    typeof item === 'number' || typeof item === 'boolean' ? String(item) : item,
  );
  const values = texts(list);
  if (values && values.length > 0) return values;
  throw new InvalidPolicyError(where, `${what} must be a text or a list of texts`);
}
