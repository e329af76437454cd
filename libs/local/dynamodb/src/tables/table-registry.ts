import { resourceNotFound } from '../errors';
import { createTableState } from '../table';
import { type CreateTableRequest, indexDefinitionsOf, keySchemaOf } from './create-table-request';
import { type DatabaseTable } from './describe-table';
import { resourceOfArnNotFound, tableOfArn } from './tags';

/** Where tables are, for their ARNs. */
export interface TablePlace {
  readonly region: string;
  readonly accountId: string;
}

/** The tables of a database. */
export class TableRegistry {
  readonly #place: TablePlace;
  readonly #tables = new Map<string, DatabaseTable>();

  constructor(place: TablePlace) {
    this.#place = place;
  }

  all(): DatabaseTable[] {
    return [...this.#tables.values()];
  }

  has(name: string): boolean {
    return this.#tables.has(name);
  }

  delete(name: string): void {
    this.#tables.delete(name);
  }

  add({ Tags = [], ...request }: CreateTableRequest, createdAtSeconds: number): DatabaseTable {
    const { TableName: name, KeySchema, AttributeDefinitions } = request;
    const { region, accountId } = this.#place;
    const table: DatabaseTable = {
      ...createTableState({
        name,
        ...keySchemaOf(KeySchema, AttributeDefinitions),
        indexes: indexDefinitionsOf(request),
      }),
      request,
      arn: `arn:aws:dynamodb:${region}:${accountId}:table/${name}`,
      createdAtSeconds,
      tags: new Map(Tags.map(({ Key, Value }) => [Key, Value])),
      timeToLiveAttribute: undefined,
    };
    this.#tables.set(name, table);
    return table;
  }

  /** For operations on items. @throws ResourceNotFoundException */
  of(name: string): DatabaseTable {
    const table = this.#tables.get(name);
    if (table) return table;
    throw resourceNotFound();
  }

  /** For operations on tables. @throws ResourceNotFoundException with the name. */
  named(name: string): DatabaseTable {
    const table = this.#tables.get(name);
    if (table) return table;
    throw resourceNotFound(name);
  }

  ofArn(arn: string): DatabaseTable {
    const table = this.#tables.get(tableOfArn(arn));
    if (table) return table;
    throw resourceOfArnNotFound(arn);
  }
}
