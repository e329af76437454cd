import { type OperationOf } from '../api/service-apis';

/** An attribute value as on the wire, for example `{ N: '1' }`. */
export type AttributeValue = Readonly<Record<string, unknown>>;

export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface Table {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableStatus: string;
  readonly KeySchema: KeySchema;
  readonly GlobalSecondaryIndexes?: readonly TableIndex[];
  readonly LocalSecondaryIndexes?: readonly TableIndex[];
}

type KeySchema = readonly { readonly AttributeName: string }[];

interface TableIndex {
  readonly IndexName: string;
  readonly KeySchema: KeySchema;
}

interface UpdateAction {
  readonly type: string;
  readonly path: readonly (number | string)[];
  readonly val?: ExpressionNode;
}

/** A request that passed validation; expressions are parsed. */
export interface ValidatedInput {
  readonly TableName: string;
  readonly ResourceArn?: string;
  readonly Item?: Attributes;
  readonly Key?: Attributes;
  readonly _condition?: { expression: ExpressionNode };
  readonly AttributeUpdates?: Readonly<Record<string, { readonly Action?: string }>>;
  /** An update expression's clauses. */
  readonly _updates?: { readonly sections: readonly UpdateAction[] };
  readonly _filter?: { expression: ExpressionNode };
}

export type Output = Record<string, unknown>;

export interface DynaliteEngine {
  /** Checks a request as DynamoDB does. @throws {AwsError} ValidationException or SerializationException. */
  validate(operation: DynaliteOperation, input: Readonly<Record<string, unknown>>): ValidatedInput;
  /** Performs a validated request. @throws {AwsError} As the operation refuses. */
  run(operation: DynaliteOperation, input: ValidatedInput): Promise<Output>;
  /** @throws {AwsError} ResourceNotFoundException: there is none, or it is not active. */
  table(name: string): Promise<Table>;
  /** @returns The key of the item that `input` writes or reads, unique in its table. @throws {AwsError} ValidationException. */
  keyOf(input: ValidatedInput, table: Table): string;
  item(table: Table, key: string): Promise<Attributes | undefined>;
  /** @returns Whether the condition of `input` holds for an item; true when it has none. */
  isConditionMet(input: ValidatedInput, item: Attributes | undefined): boolean;
  valueAt(path: readonly (number | string)[], item: Attributes): AttributeValue | undefined;
  /** @returns The names of all tables. */
  tableNames(): Promise<string[]>;
  /** Takes hold of all that is stored at this moment. @returns Reads it; later writes do not change it. */
  snapshot(): () => Promise<[key: string, value: unknown][]>;
  /** Puts back what a snapshot gave. */
  load(entries: readonly (readonly [key: string, value: unknown])[]): Promise<void>;
  close(): Promise<void>;
}

/** What dynalite does not have, or not well enough. */
export const ownOperations = [
  'DescribeTimeToLive',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateTimeToLive',
] as const satisfies readonly OperationOf<'dynamodb'>[];

export type DynaliteOperation = Exclude<OperationOf<'dynamodb'>, (typeof ownOperations)[number]>;

export type Path = readonly (number | string)[];

export interface Operation {
  readonly type: string;
  /** Of a function, for example `contains`. */
  readonly name?: string;
  readonly args: readonly ExpressionNode[];
}

/** A node of dynalite's parsed condition: a path, a value, or an operation on others. */
export type ExpressionNode = AttributeValue | Operation | Path;
