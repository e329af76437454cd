import * as z from 'zod/mini';

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
 * Reads a message of a queue or an invocation payload.
 *
 * The two ends of a queue are deployed at different times, so fields that this version does not know are dropped and
 * not refused.
 *
 * @param contract - Which message is expected.
 * @param input - The message's text, or its value where the caller has parsed it already.
 * @returns The message with every known field checked.
 * @throws {UnsupportedSchemaVersionError} The sender is newer than this reader. Retry after the reader is deployed.
 * @throws {MalformedMessageError} No JSON, or a field is missing or wrong. Not retryable.
 */
export function readMessage<T>(contract: MessageContract<T>, input: unknown): T {
  const value = typeof input === 'string' ? parseJson(contract.name, input) : input;
  const version = z.safeParse(versionSchema, value).data?.schemaVersion;
  if (version !== undefined && version > contract.newestVersion) {
    throw new UnsupportedSchemaVersionError(contract.name, version, contract.newestVersion);
  }
  const result = z.safeParse(contract.schema, value);
  if (result.success) return result.data;
  throw new MalformedMessageError(
    contract.name,
    result.error.issues.map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`),
  );
}

function parseJson(contractName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and the text may be anybody's.
    throw new MalformedMessageError(contractName, ['message: not valid JSON']);
  }
}
