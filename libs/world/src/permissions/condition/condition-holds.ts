import { type Condition } from '../document/policy';
import { operators } from './operators';

/** What is known about a request beside action and resource, by condition key in lower case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/**
 * Tells whether a request meets a condition.
 *
 * A key that the request does not carry: the condition does not hold, but for negated operators, `IfExists` and
 * `ForAllValues`, of which all hold. The documentation leaves open what `ForAnyValue:...IfExists` means then; it does
 * not hold here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionHolds({ operator, quantifier, ifExists, key, values }: Condition, context: RequestContext) {
  const carried = Object.hasOwn(context, key) ? context[key] : undefined;
  const actual = carried === undefined ? undefined : [carried].flat();
  if (operator === 'Null') return values.some((wanted) => (wanted === 'true') === (actual === undefined));
  const { negated, fits } = operators.get(operator) ?? neverFits;
  if (actual === undefined || (actual.length === 0 && quantifier !== undefined)) {
    if (quantifier !== undefined) return quantifier === 'ForAllValues';
    return ifExists || negated;
  }
  const holds = (value: string): boolean => values.some((wanted) => fits(value, wanted)) !== negated;
  if (quantifier === 'ForAllValues') return actual.every(holds);
  if (quantifier === 'ForAnyValue') return actual.some(holds);
  return negated ? actual.every(holds) : actual.some(holds);
}

const neverFits = { negated: false, fits: () => false };
