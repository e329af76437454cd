import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Answers a command.
 *
 * @param operation - For example `GetItem`.
 * @param input - What the command was made of.
 * @returns What the client returns for it.
 */
export type ExecuteCommand = (operation: string, input: unknown) => Promise<object>;

interface Command {
  readonly input: unknown;
  /** Its third element is the operation's name, also in a bundle, which may give classes other names. */
  readonly schema: readonly unknown[];
}

/**
 * Creates what an adapter takes for its client, without sockets, signatures, serialization and retries.
 *
 * @param execute - Where faults and delays go; in the end it calls `execute` of a simulated table.
 */
export function createSimulatedDynamoDb(execute: ExecuteCommand): DynamoDBClient {
  const client = { send: (command: Command) => execute(String(command.schema[2]), command.input) };
  // The only cast: DynamoDBClient is a class with configuration and middleware, and adapters use nothing but `send`,
  // whose overloads promise for each class of command the output that belongs to it.
  return client as unknown as DynamoDBClient;
}
