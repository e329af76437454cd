import { AwsError } from '../service';
import { type Attributes, type DynaliteEngine, type Output, type ValidatedInput } from './dynalite-engine';
import { refuseComparisons } from './refuse-comparisons';

export type WriteOperation = 'DeleteItem' | 'PutItem' | 'UpdateItem';

/** A write whose table, key and item are known. */
export interface PreparedWrite {
  readonly operation: WriteOperation;
  readonly input: ValidatedInput;
  /** Unique over all tables. */
  readonly itemId: string;
  readonly before: Attributes | undefined;
  /** ReturnValuesOnConditionCheckFailure = ALL_OLD. */
  readonly returnsItemOnFailure: boolean;
}

const failureMember = 'ReturnValuesOnConditionCheckFailure';

/**
 * Validates a write and reads the item that it meets. Nothing else may write before it is applied.
 *
 * @throws {AwsError} ValidationException or ResourceNotFoundException. Not retryable.
 */
export async function prepareWrite(
  operation: WriteOperation,
  request: Readonly<Record<string, unknown>>,
  engine: DynaliteEngine,
): Promise<PreparedWrite> {
  const { [failureMember]: onFailure, ...known } = request;
  if (onFailure !== undefined && onFailure !== 'ALL_OLD' && onFailure !== 'NONE') {
    throw new AwsError('ValidationException', `${failureMember} can only be ALL_OLD or NONE.`);
  }
  refuseLegacyConditions(operation, request);
  const input = engine.validate(operation, known);
  const table = await engine.table(input.TableName);
  const key = engine.keyOf(input, table);
  const before = await engine.item(table, key);
  refuseComparisons(input._condition?.expression, before ?? {}, engine);
  return {
    operation,
    input,
    itemId: `${input.TableName}/${key}`,
    before,
    returnsItemOnFailure: onFailure === 'ALL_OLD',
  };
}

/**
 * @returns The operation's output.
 * @throws {AwsError} ConditionalCheckFailedException, with the item when the request asked for it. Not retryable.
 */
export async function writeItem(
  operation: WriteOperation,
  request: Readonly<Record<string, unknown>>,
  engine: DynaliteEngine,
): Promise<Output> {
  const write = await prepareWrite(operation, request, engine);
  if (!engine.isConditionMet(write.input, write.before)) {
    throw new AwsError('ConditionalCheckFailedException', conditionFailedMessage, { members: itemOnFailure(write) });
  }
  return applyWrite(write, engine);
}

/** Writes without looking at the condition again. */
export async function applyWrite({ operation, input }: PreparedWrite, engine: DynaliteEngine): Promise<Output> {
  const { _condition, ...unconditional } = input;
  return engine.run(operation, unconditional);
}

export const conditionFailedMessage = 'The conditional request failed';

/** @returns `{ Item }` where the caller asked for it and there is one. */
export const itemOnFailure = ({ before, returnsItemOnFailure }: PreparedWrite): { Item?: Attributes } =>
  returnsItemOnFailure && before ? { Item: before } : {};

/**
 * Refuses what came before expressions: dynalite has it, but with the same wrong equality of maps and lists.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 */
export function refuseLegacyConditions(operation: string, request: Readonly<Record<string, unknown>>): void {
  for (const name of ['Expected', 'QueryFilter', 'ScanFilter', 'ConditionalOperator']) {
    if (request[name] === undefined || request[name] === null) continue;
    throw new AwsError(
      'ValidationException',
      `The local cloud does not emulate the legacy parameter ${name} of ${operation}: use an expression.`,
    );
  }
}
