import { AwsError } from '../service';
import { type Attributes, type DynaliteEngine, type Output, type Table, type ValidatedInput } from './dynalite-engine';
import { refuseEmptyIndexKeys } from './empty-index-keys';
import { refuseComparisons } from './refuse-comparisons';
import { refuseDeepItem } from './refuse-large-values';
import { refuseLongNumbers } from './refuse-long-numbers';
import { settleOperands } from './settle-operands';

export type WriteOperation = 'DeleteItem' | 'PutItem' | 'UpdateItem';

/** A write whose table, key and item are known. */
export interface PreparedWrite {
  readonly operation: WriteOperation;
  readonly input: ValidatedInput;
  readonly table: Table;
  /** Of the item, unique in its table. */
  readonly key: string;
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
    table,
    key,
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

/**
 * Writes without looking at the condition again.
 *
 * @throws {AwsError} ValidationException: the item does not take the update, and is as it was before. Not retryable.
 */
export async function applyWrite(write: PreparedWrite, engine: DynaliteEngine): Promise<Output> {
  const { _condition, ...unconditional } = write.input;
  const applicable = write.before ? unconditional : withoutNestedRemovals(unconditional);
  const settled = settleOperands(applicable, write.before ?? write.input.Key ?? {}, engine);
  const output = await engine.run(write.operation, settled);
  if (write.operation !== 'UpdateItem') return output;
  try {
    const after = (await engine.item(write.table, write.key)) ?? {};
    refuseDeepItem(after);
    refuseLongNumbers(after);
    refuseEmptyIndexKeys(after, write.table);
  } catch (error) {
    await undoWrite(write, engine);
    throw error;
  }
  if (!write.before && onlyRemoves(write.input)) {
    await undoWrite(write, engine);
    return withoutEmptyAttributes({ ...output, Attributes: {} });
  }
  return withoutEmptyAttributes(output);
}

/**
 * An update that only takes away makes no item where there is none, and one that does nothing makes one.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValueUpdate.html
 * @see https://github.com/scylladb/scylladb/blob/master/test/alternator/test_item.py (of expressions, found with AWS)
 */
function onlyRemoves({ _updates, AttributeUpdates = {} }: ValidatedInput): boolean {
  const actions =
    _updates?.sections.map(({ type }) => type) ?? Object.values(AttributeUpdates).map(({ Action }) => Action);
  return actions.length > 0 && actions.every((action) => /^(?:remove|delete)$/i.test(action ?? ''));
}

/**
 * Where none of what an update changed was there, or is there now, DynamoDB returns no attributes instead of an empty map.
 *
 * @see https://github.com/scylladb/scylladb/blob/master/test/alternator/test_returnvalues.py (found with AWS)
 */
function withoutEmptyAttributes({ Attributes, ...others }: Output): Output {
  return Attributes && Object.keys(Attributes).length > 0 ? { Attributes, ...others } : others;
}

/**
 * Where there is no item DynamoDB takes the removal of any path, and else only of one whose parent is there.
 *
 * @see https://github.com/scylladb/scylladb/blob/master/test/alternator/test_update_expression.py (found with AWS)
 */
function withoutNestedRemovals({ _updates, ...input }: ValidatedInput): ValidatedInput {
  if (!_updates) return input;
  const sections = _updates.sections.filter(({ type, path }) => type !== 'remove' || path.length === 1);
  return { ...input, _updates: { ..._updates, sections } };
}

/** Puts the item back as it was before the write. */
export async function undoWrite({ table, before, input }: PreparedWrite, engine: DynaliteEngine): Promise<void> {
  const { TableName, KeySchema } = table;
  if (before) {
    await engine.run('PutItem', { TableName, Item: before });
    return;
  }
  const written = input.Key ?? input.Item ?? {};
  const Key = Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, written[AttributeName] ?? {}]));
  await engine.run('DeleteItem', { TableName, Key });
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
