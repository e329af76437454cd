import { closestTo } from '../parser/suggest';
import { fieldsOf } from '../plan/walk-expression';
import { type Expression, type Literal } from '../syntax/expression';
import { type View } from './analysis';
import { describeSet } from './describe-set';
import { type Finding } from './finding';
import { hasNumber } from './number-set';
import { type Contradiction } from './refinement';
import { type ValueSet, isFlag, isNeverPresent, presentOf, someNumbers } from './value-set';
import { fragmentOf, writeString } from './write-query-text';

/** Shorter values get no suggestion. */
const minLength = 3;

/** @returns A clause that says what an operand is: `is_group is 0 or 1`. */
export function subjectOf(operand: Expression, values: ValueSet, { text, environment }: View): string {
  const what = describeSet(isNeverPresent(values) ? values : presentOf(values));
  const name = operand.type === 'field' ? operand.name : fragmentOf(text, operand.location);
  const isNarrowed = fieldsOf(operand).some((field) => environment.isRefined(field.name));
  return `${name} is ${what}${isNarrowed ? ' after the conditions before' : ''}`;
}

/** The finding that a value or a call that stands for a condition is never true. */
export function neverTrue(expression: Expression, values: ValueSet, view: View): Finding {
  const fragment = fragmentOf(view.text, expression.location);
  const [argument] = expression.type === 'call' ? expression.operands : [];
  const isOfName = argument?.type === 'field';
  return {
    location: expression.location,
    severity: 'error',
    reason: isOfName
      ? subjectOf(argument, view.environment.valuesOf(argument.name), view)
      : subjectOf(expression, values, view),
    consequence: `${isOfName ? fragment : 'as a condition it'} is never true`,
    isNeverTrue: true,
    ...presenceRemedy(expression, view),
  };
}

/** The finding that a text stands for a condition. */
export const textAsCondition = (expression: Expression, view: View): Finding => ({
  location: expression.location,
  severity: 'warning',
  reason: `${fragmentOf(view.text, expression.location)} is a text, and a text is true only when it looks like a number other than 0`,
  ...presenceRemedy(expression, view),
});

function presenceRemedy(expression: Expression, { text }: View): Pick<Finding, 'remedy' | 'suggestion'> {
  if (expression.type === 'call') return { remedy: 'correct the condition or remove it' };
  if (expression.type !== 'field') return { remedy: 'write a comparison' };
  const suggestion = `ispresent(${fragmentOf(text, expression.location)})`;
  return { remedy: `compare it with a value, or write ${suggestion}`, suggestion };
}

/** The finding that conditions joined by `and` exclude each other, all values or all numbers. */
export function contradictionIn(operands: readonly Expression[], found: Contradiction, view: View): Finding {
  const { position, name, before, here, leavesTexts } = found;
  const location = operands[position]?.location ?? { startCharOffset: 0, endCharOffset: 0 };
  const [left, right] = leavesTexts ? [numbersOf(before), numbersOf(here)] : [before, here];
  return {
    location,
    severity: leavesTexts ? 'warning' : 'error',
    reason: `${name} is ${describeSet(left)} by the conditions before, and ${describeSet(right)} by ${fragmentOf(view.text, location)}`,
    consequence: leavesTexts ? 'only a text can pass them' : 'they are never true together',
    isNeverTrue: !leavesTexts,
    remedy: 'join them by or, or remove one of them',
  };
}

const numbersOf = ({ numbers }: ValueSet): ValueSet => someNumbers(numbers);

/**
 * What to write in place of a literal that a field never equals.
 *
 * @param values - What the field can be.
 */
export function correctionOf({ value }: Literal, values: ValueSet): Pick<Finding, 'remedy' | 'suggestion'> {
  const flag = flagFor(value, values);
  if (flag !== undefined)
    return { remedy: `write ${flag}, which is what JSON's ${value} is in queries`, suggestion: flag };
  const text = closestText(String(value), values);
  if (text === undefined) return { remedy: 'correct the value or leave it out' };
  const suggestion = writeString(text);
  return { remedy: `did you mean ${suggestion}?`, suggestion };
}

/** @returns 1 or 0 for the text `true` or `false` where the values are these numbers. */
export function flagFor(value: unknown, values: ValueSet): string | undefined {
  const flag = value === 'true' ? 1 : value === 'false' ? 0 : undefined;
  return flag !== undefined && isFlag(values) && hasNumber(values.numbers, flag) ? String(flag) : undefined;
}

/** Of short texts every other one is near: they must be the same but for their case. */
function closestText(value: string, { texts }: ValueSet): string | undefined {
  if (texts.allButListed) return undefined;
  if (value.length >= minLength) return closestTo(value, texts.listed);
  return [...texts.listed].find((text) => text.toLowerCase() === value.toLowerCase());
}
