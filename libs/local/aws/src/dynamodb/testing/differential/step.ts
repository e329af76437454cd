/** One call of the API, or all pages of a Query or a Scan. */
export interface Step {
  readonly operation: StepOperation;
  readonly input: Record<string, unknown>;
}

export type StepOperation =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'UpdateItem';

export const isWrite = ({ operation }: Step): boolean => /Write|Put|Update|Delete/.test(operation);
