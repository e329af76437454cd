import { validationException } from './errors';
import { type SecondaryIndex } from './items/secondary-index';
import { prepareDelete, preparePut, prepareUpdate } from './operations/prepare-write';
import { queryItems } from './operations/query-items';
import { readItem } from './operations/read-item';
import { type Page, type PageOutput } from './operations/read-page';
import { scanItems } from './operations/scan-items';
import { type WriteOutput, writeItem } from './operations/write-item';
import {
  type DeleteRequest,
  type GetRequest,
  type PutRequest,
  type QueryRequest,
  type ReadRequest,
  type UpdateRequest,
} from './requests/requests';
import { type Table } from './table';
import { type ItemOperation } from './usage';

/** The operations on one table; each is applied at once. */
const tableOperations = {
  GetItem: (request: GetRequest, table: Table, nowMs: number) => {
    const usage = countCall(table, 'GetItem');
    const { output, readUnits } = readItem(request, table, nowMs);
    usage.readUnits += readUnits;
    return output;
  },
  PutItem: (request: PutRequest, table: Table, nowMs: number): WriteOutput => {
    const usage = countCall(table, 'PutItem');
    if (request.ReturnValues === 'ALL_NEW') throw onlyOldValues();
    return writeItem(preparePut(request, table), { ...table, nowMs }, usage, request.ReturnValues);
  },
  UpdateItem: (request: UpdateRequest, table: Table, nowMs: number): WriteOutput => {
    const usage = countCall(table, 'UpdateItem');
    return writeItem(prepareUpdate(request, table), { ...table, nowMs }, usage, request.ReturnValues);
  },
  DeleteItem: (request: DeleteRequest, table: Table, nowMs: number): WriteOutput => {
    const usage = countCall(table, 'DeleteItem');
    if (request.ReturnValues === 'ALL_NEW') throw onlyOldValues();
    return writeItem(prepareDelete(request, table, true), { ...table, nowMs }, usage, request.ReturnValues);
  },
  Query: (request: QueryRequest, table: Table, nowMs: number): PageOutput => {
    const usage = countCall(table, 'Query');
    const index = indexOf(request, table);
    const page: Page = index ? queryItems(request, index, nowMs) : queryItems(request, table.items, nowMs);
    usage.readUnits += page.readUnits;
    return page.output;
  },
  Scan: (request: ReadRequest, table: Table, nowMs: number): PageOutput => {
    const usage = countCall(table, 'Scan');
    const index = indexOf(request, table);
    const page: Page = index ? scanItems(request, index, nowMs) : scanItems(request, table.items, nowMs);
    usage.readUnits += page.readUnits;
    return page.output;
  },
};

export type TableOperation = keyof typeof tableOperations;

export const isTableOperation = (operation: string): operation is TableOperation =>
  Object.hasOwn(tableOperations, operation);

/** @param request - Checked: it has the members of its operation, and no others. */
export function runTableOperation(operation: TableOperation, request: object, table: Table, nowMs: number): object {
  // Each operation has a type of its own for its requests; that this is one of them was checked before.
  const run = tableOperations[operation] as (request: object, table: Table, nowMs: number) => object;
  return run(request, table, nowMs);
}

function countCall({ usage }: Table, operation: ItemOperation) {
  usage[operation].calls += 1;
  return usage[operation];
}

const onlyOldValues = (): Error => validationException('ReturnValues can only be ALL_OLD or NONE');

function indexOf({ IndexName, ConsistentRead }: ReadRequest, table: Table): SecondaryIndex | undefined {
  if (IndexName === undefined) return undefined;
  const index = table.indexes.find(({ schema }) => schema.name === IndexName);
  if (!index) throw validationException(`The table does not have the specified index: ${IndexName}`);
  if (ConsistentRead) throw validationException('Consistent reads are not supported on global secondary indexes');
  return index;
}
