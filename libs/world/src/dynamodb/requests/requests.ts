import { type GivenPlaceholders } from '../expressions/placeholders';
import { type ReadExpressions } from '../expressions/plans';
import { type Item } from '../values/attribute-values';

interface OnTable {
  readonly TableName: string;
}

interface Conditional extends OnTable, GivenPlaceholders {
  readonly ConditionExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
  readonly ReturnValues?: ReturnValues;
}

export type ReturnValues = 'NONE' | 'ALL_OLD' | 'ALL_NEW';

export interface GetRequest extends OnTable, GivenPlaceholders {
  readonly Key: Item;
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
}

export interface PutRequest extends Conditional {
  readonly Item: Item;
}

export interface UpdateRequest extends Conditional {
  readonly Key: Item;
  readonly UpdateExpression?: string;
}

export interface DeleteRequest extends Conditional {
  readonly Key: Item;
}

/** What a query and a scan have in common. */
export interface ReadRequest extends OnTable, ReadExpressions {
  readonly IndexName?: string;
  readonly Select?: 'COUNT';
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Item;
  readonly ConsistentRead?: boolean;
}

export interface QueryRequest extends ReadRequest {
  readonly ScanIndexForward?: boolean;
}

export interface BatchWriteRequest {
  readonly RequestItems: Readonly<Record<string, readonly BatchWrite[]>>;
}

interface BatchWrite {
  readonly PutRequest?: Pick<PutRequest, 'Item'>;
  readonly DeleteRequest?: Pick<DeleteRequest, 'Key'>;
}

export interface TransactWriteRequest {
  readonly TransactItems: readonly TransactMember[];
  readonly ClientRequestToken?: string;
}

/** Exactly one of them. */
export interface TransactMember {
  readonly ConditionCheck?: DeleteRequest;
  readonly Put?: PutRequest;
  readonly Update?: UpdateRequest;
  readonly Delete?: DeleteRequest;
}
