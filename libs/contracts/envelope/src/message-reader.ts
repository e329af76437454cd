import * as z from 'zod/mini';

import { describeIssue } from './describe-issue';
import { MalformedMessageError, UnsupportedSchemaVersionError } from './errors';

/** The newest version that this reader knows, and the schema that accepts it and every older one. */
export interface MessageContract<T> {
  /** The contract's name, for error messages. */
  readonly name: string;
  readonly newestVersion: number;
  readonly schema: z.ZodMiniType<T>;
}

const versionSchema = z.object({ schemaVersion: z.number() });

/**
 * Makes the function that reads the messages of a queue, or the payloads of an invocation.
 *
 * The two ends of a queue are deployed at different times, so fields that this version does not know are dropped and
 * not refused.
 *
 * Mark the call as pure: a bundle that reads no such message then goes without its schema.
 *
 * @param contract - Which message is expected.
 * @returns A function that takes a message's text, or its value where the caller has parsed it already, and returns the
 *   message with every known field checked. It throws
 *   {UnsupportedSchemaVersionError} when the sender is newer than this reader (retry after the reader is deployed), and
 *   {MalformedMessageError} for no JSON, or a field that is missing or wrong (not retryable).
 * @example
 * const readQueryJob = /* @__PURE__ *\/ messageReader({ name: 'query-jobs', newestVersion: 1, schema });
 */
export function messageReader<T>(contract: MessageContract<T>): (input: unknown) => T {
  return (input) => {
    const value = typeof input === 'string' ? parseJson(contract.name, input) : input;
    const version = z.safeParse(versionSchema, value).data?.schemaVersion;
    if (version !== undefined && version > contract.newestVersion) {
      throw new UnsupportedSchemaVersionError(contract.name, version, contract.newestVersion);
    }
    const result = z.safeParse(contract.schema, value);
    if (result.success) return result.data;
    throw new MalformedMessageError(
      contract.name,
      result.error.issues.map((issue) => describeIssue(issue, value)),
    );
  };
}

function parseJson(contractName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be a person's.
    throw new MalformedMessageError(contractName, ['message: not valid JSON']);
  }
}
