import { type AggregateCall } from '../syntax/expression';
import { type Analysis, type Analyze, type View, analysisOf } from './analysis';
import { reportText } from './analyze-arithmetic';
import { type NumberSet, allNumbers, numbersFrom, spanOf, uniteNumbers } from './number-set';
import { type ValueSet, anyValue, missingOnly, noValues, setOf, someNumbers, uniteSets } from './value-set';
import { fragmentOf } from './write-query-text';

const zero = numbersFrom(0, 0, true);
/** Sums of so small whole numbers are exact, and so no average is outside the bounds of what it is of. */
const maxExact = 1_000_000;

/** What the aggregate functions give, by their names in lower case; `values` are those of the argument. */
const results: Readonly<Record<string, (values: ValueSet) => ValueSet>> = {
  count: () => someNumbers(numbersFrom(0, Infinity, true)),
  count_distinct: () => someNumbers(numbersFrom(0, Infinity, true)),
  sum: (values) => someNumbers(sumsOf(numericOf(values)), true),
  avg: (values) => someNumbers(averagesOf(numericOf(values)), true),
  min: oneOf,
  max: oneOf,
  earliest: oneOf,
  latest: oneOf,
  sortsfirst: oneOf,
  sortslast: oneOf,
  pct: percentiles,
  percentile: percentiles,
  median: percentiles,
  stddev: () => someNumbers(numbersFrom(0, Infinity), true),
  variance: () => someNumbers(numbersFrom(0, Infinity), true),
  values: () => ({ ...noValues, structures: true }),
  collect_values: () => ({ ...noValues, structures: true }),
};

const numericAggregates: ReadonlySet<string> = new Set([
  'sum',
  'avg',
  'pct',
  'percentile',
  'median',
  'stddev',
  'variance',
]);

/** Analyses a call of an aggregate function; its argument sees the rows and not the groups. */
export function analyzeAggregate(call: AggregateCall, view: View, analyze: Analyze): Analysis {
  const { name, operand, location } = call;
  const { rows } = view;
  if (!rows) return analysisOf(anyValue);
  const inside: View = { ...view, environment: rows.environment };
  const values = operand && analyze(operand, inside).values;
  const fragment = fragmentOf(view.text, location);
  if (operand && numericAggregates.has(name)) {
    reportText(operand, values, { fragment, view: inside, remedy: 'aggregate a number, or count the texts' });
  }
  if (operand && values) reportCountOfAll(call, operand, values, inside);
  // A group has a row at least; all rows together may be none.
  if (!values && rows.areGrouped) return analysisOf(someNumbers(numbersFrom(1, Infinity, true)));
  const resultOf = Object.hasOwn(results, name) ? results[name] : undefined;
  return analysisOf(resultOf?.(values ?? setOf(1)) ?? anyValue);
}

/** `count(x = 1)` counts 0 as well as 1. */
function reportCountOfAll(
  { name, location }: AggregateCall,
  operand: NonNullable<AggregateCall['operand']>,
  values: ValueSet,
  view: View,
): void {
  if (name !== 'count' || values.missing || operand.type === 'field' || operand.type === 'literal') return;
  const fragment = fragmentOf(view.text, operand.location);
  const isCondition = ['comparison', 'membership', 'like', 'logical'].includes(operand.type);
  const suggestion = isCondition
    ? `sum(${view.text.slice(operand.location.startCharOffset, operand.location.endCharOffset + 1)})`
    : undefined;
  view.report({
    location,
    severity: 'warning',
    reason: `${fragment} always has a value`,
    consequence: `${fragmentOf(view.text, location)} counts all rows`,
    remedy: suggestion ? `write sum(...) to count those for which it is true` : 'write count(*)',
    ...(suggestion && { suggestion }),
  });
}

/** One of the values; maps and lists count as missing. */
function oneOf(values: ValueSet): ValueSet {
  return { ...values, missing: true, structures: false };
}

/** One of the numbers, or 0 where there are none. */
function percentiles(values: ValueSet): ValueSet {
  return uniteSets([missingOnly, someNumbers(uniteNumbers([numericOf(values), zero]))]);
}

const numericOf = ({ numbers, times }: ValueSet): NumberSet => (times ? allNumbers : numbers);

function sumsOf(numbers: NumberSet): NumberSet {
  const { low = 0, high = 0 } = spanOf(numbers) ?? {};
  return numbersFrom(low < 0 ? -Infinity : 0, high > 0 ? Infinity : 0, numbers.integer);
}

function averagesOf(numbers: NumberSet): NumberSet {
  const span = spanOf(numbers);
  const isExact = span && numbers.integer && -span.low <= maxExact && span.high <= maxExact;
  const { low, high } = spanOf(sumsOf(numbers)) ?? { low: 0, high: 0 };
  return isExact ? numbersFrom(span.low, span.high) : numbersFrom(low, high);
}
