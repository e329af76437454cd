import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

import { type Step, type StepOperation } from './step';

/** What a call came to, as the SDK gives it. */
export type Outcome =
  | { readonly output: Readonly<Record<string, unknown>> }
  | {
      readonly error: string;
      readonly message: string;
      readonly item?: unknown;
      readonly reasons?: readonly CancellationReason[];
    };

export interface CancellationReason {
  readonly Code?: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

/** Performs steps on one of the implementations. */
export type PerformStep = (step: Step) => Promise<Outcome>;

const commands = {
  BatchGetItem: BatchGetItemCommand,
  BatchWriteItem: BatchWriteItemCommand,
  DeleteItem: DeleteItemCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
  TransactGetItems: TransactGetItemsCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  UpdateItem: UpdateItemCommand,
} satisfies Record<StepOperation, unknown>;

/** Sends a malformed input too: the types of the SDK are not those of a generator. */
type AnyCommand = new (input: object) => PutItemCommand;

/** More pages than any table of the generator fills: an endless page would be a defect of its own. */
const maxPages = 40;

/** @returns Sends steps through a client; a Query or a Scan is read to its last page, as `{ Pages }`. */
export function createPerformStep(client: DynamoDBClient): PerformStep {
  const send = async (operation: StepOperation, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const { $metadata: _metadata, ...output } = await client.send(new (commands[operation] as AnyCommand)(input));
    return output as Readonly<Record<string, unknown>>;
  };
  return async ({ operation, input }) => {
    try {
      if (operation !== 'Query' && operation !== 'Scan') return { output: await send(operation, input) };
      const Pages = [await send(operation, input)];
      for (let last = Pages[0]!['LastEvaluatedKey']; last !== undefined && Pages.length < maxPages;) {
        const page = await send(operation, { ...input, ExclusiveStartKey: last });
        Pages.push(page);
        last = page['LastEvaluatedKey'];
      }
      return { output: { Pages } };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Error)) throw error;
  const { name, message, Item, CancellationReasons } = error as Error & {
    readonly Item?: unknown;
    readonly CancellationReasons?: readonly CancellationReason[];
  };
  return {
    error: name,
    message,
    ...(Item !== undefined && { item: Item }),
    ...(CancellationReasons !== undefined && { reasons: CancellationReasons }),
  };
}
