import * as z from 'zod/mini';

const versionSchema = z.object({ schemaVersion: z.number() });

/**
 * Makes the function that reads the messages of a queue, or the payloads of an invocation.
 *
 * The two ends of a queue are deployed at different times, so unknown fields are dropped. Mark the call as pure: then
 * a bundle that reads no such message does not contain its schema.
 *
 * @param contractName - For error messages.
 * @param schema - Accepts the newest version that this reader knows, and every older one.
 * @returns A function that takes a message's text or its parsed value, and returns the message with every known field
 *   checked. It throws {UnsupportedSchemaVersionError} if the sender is newer than this reader (retry after the reader
 *   is deployed), and {MalformedMessageError} for text that is not JSON, or a missing or wrong field (not retryable).
 * @example
 * const readQueryJob = /* @__PURE__ *\/ messageReader('query-jobs', schema);
 */
export const messageReader =
  <T>(contractName: string, schema: z.ZodMiniType<T>, newestVersion = 1) =>
  (input: unknown): T => {
    const value = typeof input === 'string' ? parseJson(contractName, input) : input;
    const version = z.safeParse(versionSchema, value).data?.schemaVersion;
    if (version !== undefined && version > newestVersion) {
      throw new UnsupportedSchemaVersionError(contractName, version, newestVersion);
    }
    const result = z.safeParse(schema, value);
    if (result.success) return result.data;
    throw new MalformedMessageError(
      contractName,
      result.error.issues.map((issue) => describeIssue(issue, value)),
    );
  };

function parseJson(contractName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may be a person's.
    throw new MalformedMessageError(contractName, ['message: not valid JSON']);
  }
}

/** A message does not have its contract's shape. It names the fields, never their values. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';

  constructor(contractName: string, problems: readonly string[]) {
    super(`Not a ${contractName} message: ${problems.join('; ')}. Compare the sender with the contract's fixtures.`);
  }
}

/** A message comes from a sender that is newer than this reader. */
export class UnsupportedSchemaVersionError extends Error {
  override readonly name = 'UnsupportedSchemaVersionError';

  constructor(contractName: string, version: number, newestVersion: number) {
    super(
      `${contractName} schema version ${version} is newer than ${newestVersion}, the newest this service reads. ` +
        'Deploy the service, then redrive its dead-letter queue.',
    );
  }
}

type Issue = z.core.$ZodIssue;

/**
 * Describes a wrong field, as in `plan.queries.0.title: expected string, got number`. It never quotes the value, which
 * may be a person's.
 *
 * @param whole - The name of the input itself.
 */
export function describeIssue({ path, ...issue }: Issue, input: unknown, whole = 'message'): string {
  const value = path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], input);
  return `${path.join('.') || whole}: expected ${allowedBy(issue as Issue)}, got ${kindOf(value)}`;
}

/** Zod's small edition has no messages. */
function allowedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return listed(issue.values);
    case 'invalid_union':
      return 'options' in issue ? listed(issue.options as unknown[]) : alternatives(issue.errors);
    case 'too_small':
      return `${issue.minimum} ${unitOf(issue.origin)}or more`;
    case 'too_big':
      return `${issue.maximum} ${unitOf(issue.origin)}or less`;
    case 'unrecognized_keys':
      return `no ${listed(issue.keys)}`;
    default:
      return issue.code;
  }
}

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(' or ');

const alternatives = (errors: readonly (readonly Issue[])[]): string =>
  [...new Set(errors.flatMap(([first]) => (first ? [allowedBy(first)] : [])))].join(' or ') || 'another kind';

const unitOf = (origin: string): string => (origin === 'string' ? 'characters ' : origin === 'array' ? 'entries ' : '');

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : 'fraction';
  return typeof value === 'string' ? `string of ${value.length}` : typeof value;
}
