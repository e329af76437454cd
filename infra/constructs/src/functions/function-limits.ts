import { type Construct } from 'constructs';

import { holds, named, requireLimits, within } from '../stack/limits';

/** All variables together, names included. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxEnvironmentBytes = 4096;

/** A reference's value is known at plan time only; no name, ARN or URL that the stacks use is longer. */
const assumedReferenceBytes = 64;

interface FunctionLimits {
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number | undefined;
}

/**
 * Checks a function against Lambda's limits.
 *
 * @throws {AwsLimitError} Names every problem at once. Not retryable.
 */
export function checkFunction(scope: Construct, limits: FunctionLimits): void {
  const bytes = environmentBytes(limits.environment);
  requireLimits(scope, [
    named('its name', limits.name, /^[A-Za-z0-9_-]+$/, 64),
    within('its timeout', limits.timeoutSeconds, { from: 1, to: 900, unit: ' s' }),
    limits.reservedConcurrency === undefined
      ? undefined
      : within('its reserved concurrency', limits.reservedConcurrency, { from: 1, to: 10_000 }),
    ...Object.keys(limits.environment).map((key) => named('its variable', key, /^[A-Za-z][A-Za-z0-9_]+$/, 128)),
    holds(
      bytes <= maxEnvironmentBytes,
      `its environment takes ${bytes} bytes (${assumedReferenceBytes} per reference), at most ${maxEnvironmentBytes} fit`,
    ),
  ]);
}

function environmentBytes(environment: Readonly<Record<string, string>>): number {
  return Object.entries(environment).reduce((sum, [name, value]) => {
    const text = value.replaceAll(/\$\{[^}]*\}/g, ' '.repeat(assumedReferenceBytes));
    return sum + Buffer.byteLength(name) + Buffer.byteLength(text);
  }, 0);
}
