import { AwsError } from '../service';

const maxExpressionBytes = 4096;

/**
 * Refuses expressions that are longer than DynamoDB reads, in words as people report them.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
 */
export function refuseLongExpressions(input: Readonly<Record<string, unknown>>): void {
  for (const [name, expression] of Object.entries(input)) {
    if (!name.endsWith('Expression') || typeof expression !== 'string') continue;
    const size = Buffer.byteLength(expression);
    if (size <= maxExpressionBytes) continue;
    const reason = 'Expression size has exceeded the maximum allowed size';
    throw new AwsError('ValidationException', `Invalid ${name}: ${reason}; expression size: ${size}`);
  }
}
