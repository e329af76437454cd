import { fitsArn, fitsPattern } from '../evaluation/wildcards';

/** Compares one value of a request with one value of a policy. */
export interface Operator {
  /** `StringNotEquals` and its like: no value of the policy may fit. */
  readonly negated: boolean;
  fits(actual: string, wanted: string): boolean;
  /** Whether a policy may hold this value. Absent: every text. */
  accepts?(wanted: string): boolean;
}

type Comparison = (actual: number, wanted: number) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  Equals: (actual, wanted) => actual === wanted,
  LessThan: (actual, wanted) => actual < wanted,
  LessThanEquals: (actual, wanted) => actual <= wanted,
  GreaterThan: (actual, wanted) => actual > wanted,
  GreaterThanEquals: (actual, wanted) => actual >= wanted,
};

/** What each operator compares, by the name that its negated form has `Not` inserted into. */
const texts: Readonly<Record<string, Operator['fits']>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (actual, wanted) => fitsPattern(wanted, actual),
  // The two are the same: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
  ArnEquals: (actual, wanted) => fitsArn(wanted, actual),
  ArnLike: (actual, wanted) => fitsArn(wanted, actual),
};

/**
 * The condition operators that are evaluated, by name. `Null` is not among them: it looks at the key and not at a value.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...Object.entries(texts).flatMap(([name, fits]): [string, Operator][] => [
    [name, { negated: false, fits }],
    [name.replace(/^(String|Arn)/, '$1Not'), { negated: true, fits }],
  ]),
  ...numbers('Numeric', (text) => (text.trim() === '' ? Number.NaN : Number(text))),
  ...numbers('Date', instantOf),
  ['Bool', { negated: false, fits: sameTruth, accepts: (wanted) => /^(true|false)$/i.test(wanted) }],
]);

function numbers(prefix: string, read: (text: string) => number): [string, Operator][] {
  const accepts = (wanted: string): boolean => Number.isFinite(read(wanted));
  return [
    ...Object.entries(comparisons).map(([name, compare]): [string, Operator] => [
      `${prefix}${name}`,
      { negated: false, accepts, fits: (actual, wanted) => compare(read(actual), read(wanted)) },
    ]),
    [`${prefix}NotEquals`, { negated: true, accepts, fits: (actual, wanted) => read(actual) === read(wanted) }],
  ];
}

function sameTruth(actual: string, wanted: string): boolean {
  return actual.toLowerCase() === wanted.toLowerCase();
}

/** ISO 8601 or epoch seconds. @returns Epoch ms, NaN for anything else. */
function instantOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
}
