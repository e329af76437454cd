import { type GivenPlaceholders } from '../expressions/placeholders';
import { type ReadExpressions } from '../expressions/plans';
import { type Item } from '../values/attribute-values';

interface OnTable {
  readonly TableName: string;
}

interface Conditional extends GivenPlaceholders {
  readonly ConditionExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
}

export type ReturnValues = 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';

export interface GetRequest extends OnTable, GivenPlaceholders {
  readonly Key: Item;
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
}

export interface PutRequest extends OnTable, Conditional {
  readonly Item: Item;
  readonly ReturnValues?: ReturnValues;
}

export interface UpdateRequest extends OnTable, Conditional {
  readonly Key: Item;
  readonly UpdateExpression?: string;
  readonly ReturnValues?: ReturnValues;
}

export interface DeleteRequest extends OnTable, Conditional {
  readonly Key: Item;
  readonly ReturnValues?: ReturnValues;
}

/** What a query and a scan have in common. */
export interface ReadRequest extends OnTable, ReadExpressions {
  readonly IndexName?: string;
  readonly Select?: 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'COUNT' | 'SPECIFIC_ATTRIBUTES';
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Item;
  readonly ConsistentRead?: boolean;
}

export interface QueryRequest extends ReadRequest {
  readonly ScanIndexForward?: boolean;
}

export interface ScanRequest extends ReadRequest {
  readonly Segment?: number;
  readonly TotalSegments?: number;
}

export interface BatchGetRequest {
  readonly RequestItems: Readonly<Record<string, BatchKeys>>;
}

export interface BatchKeys extends Omit<GetRequest, 'Key' | 'TableName'> {
  readonly Keys: readonly Item[];
}

export interface BatchWriteRequest {
  readonly RequestItems: Readonly<Record<string, readonly BatchWrite[]>>;
}

interface BatchWrite {
  readonly PutRequest?: Pick<PutRequest, 'Item'>;
  readonly DeleteRequest?: Pick<DeleteRequest, 'Key'>;
}

export interface TransactGetRequest {
  readonly TransactItems: readonly { readonly Get?: GetRequest }[];
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
