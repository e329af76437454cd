import { type Construct } from 'constructs';

/** The problem, with its numbers; undefined if there is none. */
export type Check = string | undefined;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly unit?: string;
}

/** Checks a whole number against AWS's bounds, both inclusive. */
export function within(what: string, value: number, { from, to, unit = '' }: Range): Check {
  if (Number.isInteger(value) && value >= from && value <= to) return undefined;
  return `${what} is ${value}${unit}, allowed are whole numbers from ${from} to ${to}${unit}`;
}

/** Checks a name against a service's length and characters. */
export function named(what: string, name: string, pattern: RegExp, maxLength: number): Check {
  if (name.length > maxLength) return `${what} "${name}" has ${name.length} characters, at most ${maxLength} fit`;
  return pattern.test(name) ? undefined : `${what} "${name}" does not match ${pattern}`;
}

/** Checks a condition between several values. */
export const holds = (condition: boolean, problem: string): Check => (condition ? undefined : problem);

/**
 * Stops the synth if a check has found a problem.
 *
 * AWS reports most of them at deploy time, one at a time and after changing other resources.
 *
 * @throws {AwsLimitError} Names every problem at once. Not retryable.
 */
export function requireLimits(construct: Construct, checks: readonly Check[]): void {
  const problems = checks.filter((check) => check !== undefined);
  if (problems.length > 0) throw new AwsLimitError(construct.node.path, problems);
}

/** A construct asks for something that AWS refuses or that loses messages; `problems` states every number. */
export class AwsLimitError extends Error {
  override readonly name = 'AwsLimitError';
  readonly construct: string;
  readonly problems: readonly string[];

  constructor(construct: string, problems: readonly string[]) {
    super(`"${construct}" can't be deployed: ${problems.join('; ')}.`);
    this.construct = construct;
    this.problems = problems;
  }
}
