import { AwsError } from './service';

/**
 * Deeper than any request that an AWS service accepts (DynamoDB: 32 levels, each two of JSON), so that the service itself
 * refuses what is a little too deep; shallow enough for recursive checks.
 */
const maxNestingDepth = 200;

/**
 * Reads the body of a JSON 1.0 or JSON 1.1 call.
 *
 * @param body - The bytes as received. An empty body counts as `{}`.
 * @returns The members of the request, nothing about them checked.
 * @throws {AwsError} SerializationException: no JSON, no object, or nested too deeply. Not retryable.
 */
export function readJsonBody(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  const value = parse(body.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  }
  if (isDeeperThan(value, maxNestingDepth)) {
    throw new AwsError('SerializationException', `The request body is nested deeper than ${maxNestingDepth} levels.`);
  }
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError('SerializationException', `The request body is not JSON: ${(error as Error).message}`);
  }
}

/** Level by level and not recursively: a hostile body must not overflow the stack. */
function isDeeperThan(value: object, depth: number): boolean {
  let level: unknown[] = [value];
  for (let passed = 0; level.length > 0; passed += 1) {
    if (passed > depth) return true;
    level = level.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []));
  }
  return false;
}
