import { createDynamoDb, DynamoDbError, NotModelledError } from '@pulso/local/dynamodb';
import { type TableDefinition } from '@pulso/local/terraform';

import { localAccountId } from '../local-account';
import { readJsonBody } from '../read-json-body';
import { AwsError, type LocalService } from '../service';
import { createDeclaredTables } from './create-declared-tables';

export interface DynamoDbService extends LocalService {
  /**
   * Creates tables with their indexes.
   *
   * @throws {AwsError} As CreateTable refuses.
   */
  createTables(definitions: readonly TableDefinition[]): void;
  /**
   * Deletes expired items of the tables that have a time-to-live attribute. The caller says when: AWS deletes within
   * days, so a reader that does not check the time itself has a bug that an eager sweep would hide.
   *
   * @returns How many items were deleted.
   */
  sweepExpired(): number;
}

export interface DynamoDbServiceOptions {
  /** For idempotency tokens and time to live. */
  readonly clock: { nowMs(): number };
  /** For the tables' ARNs; calls of every region reach the same tables. */
  readonly region: string;
}

const maxTransactionBytes = 4 * 1024 * 1024;

/**
 * Creates DynamoDB on the model that the simulation runs, too. Emulated, not compared with a real account.
 *
 * An operation is done at once, so everything is serializable, more than AWS promises for queries and scans.
 */
export function createDynamoDbService({ clock, region }: DynamoDbServiceOptions): DynamoDbService {
  const dynamoDb = createDynamoDb({ clock, region, accountId: localAccountId });

  return {
    name: 'dynamodb',
    // A refusal is a rejection, as of the other services.
    handle: async ({ operation, body }) => {
      if (operation.startsWith('Transact') && body.length > maxTransactionBytes) {
        throw new AwsError('ValidationException', 'The transaction is larger than the allowed maximum of 4 MB.');
      }
      const request = readJsonBody(body);
      return { status: 200, body: JSON.stringify(refusing(() => dynamoDb.execute(operation, request))) };
    },
    createTables: (definitions) => refusing(() => createDeclaredTables(definitions, dynamoDb)),
    sweepExpired: () => dynamoDb.sweepExpired(),
  };
}

/** @throws {AwsError} In the place of the model's own errors. */
function refusing<T>(perform: () => T): T {
  try {
    return perform();
  } catch (error) {
    if (error instanceof NotModelledError) throw new AwsError('ValidationException', error.message);
    if (!(error instanceof DynamoDbError)) throw error;
    throw new AwsError(error.name, error.message, { members: { ...error.members } });
  }
}
