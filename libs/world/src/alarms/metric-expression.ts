/** Data points, one per period, oldest first; undefined: missing. */
export type Series = readonly (number | undefined)[];

/** @param seriesOf - By the id of a query. */
export type MetricExpression = (seriesOf: (id: string) => Series) => Series;

/**
 * Reads the part of metric math that alarms of stacks use: ids, `+`, DIFF(...), and FILL(..., number).
 *
 * DIFF has no value where the one before is missing, so none for the first period (unverified).
 *
 * @throws {RangeError} Anything else. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function readMetricExpression(text: string): MetricExpression {
  const tokens = text.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|\S/g) ?? [];
  let position = 0;
  const take = (pattern: RegExp): string => {
    const token = tokens[position] ?? '';
    if (!pattern.test(token)) throw new RangeError(`"${text}" is not imitated from "${token}" on`);
    position += 1;
    return token;
  };

  const readSum = (): MetricExpression => {
    const parts = [readOperand()];
    for (; tokens[position] === '+'; parts.push(readOperand())) take(/^\+$/);
    return (seriesOf) => parts.map((part) => part(seriesOf)).reduce(sumOf);
  };
  const readOperand = (): MetricExpression => {
    const name = take(/^[A-Za-z_]/);
    // Ids begin with a small letter.
    if (/^[a-z]/.test(name)) return (seriesOf) => seriesOf(name);
    position -= 1;
    const isFilling = take(/^(DIFF|FILL)$/) === 'FILL';
    take(/^\($/);
    const part = readSum();
    if (isFilling) take(/^,$/);
    const filling = isFilling ? Number(take(/^\d/)) : undefined;
    take(/^\)$/);
    if (filling === undefined) return (seriesOf) => differencesIn(part(seriesOf));
    return (seriesOf) => part(seriesOf).map((value) => value ?? filling);
  };

  const whole = readSum();
  if (position < tokens.length) take(/^$/);
  return whole;
}

const joined = (left: number | undefined, right: number | undefined, sign: 1 | -1): number | undefined =>
  left === undefined || right === undefined ? undefined : left + sign * right;

const sumOf = (left: Series, right: Series): Series => left.map((value, index) => joined(value, right[index], 1));

const differencesIn = (series: Series): Series => series.map((value, index) => joined(value, series[index - 1], -1));
