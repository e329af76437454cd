import { type RememberedCall } from './operations/transaction-tokens';
import { type CreateTableRequest } from './tables/create-table-request';
import { type Item } from './values/attribute-values';

/** All that a database holds, as data. */
export interface SavedDatabase {
  readonly tokens: readonly (readonly [token: string, call: RememberedCall])[];
  readonly tables: readonly SavedTable[];
}

export interface SavedTable {
  readonly request: CreateTableRequest;
  readonly createdAtSeconds: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly timeToLiveAttribute?: string;
  readonly items: readonly Item[];
}
