import { AwsError } from '../service';
import { type Attributes, type AttributeValue, type Output, type Table, type ValidatedInput } from './dynalite-engine';

/** An error of dynalite: the answer that it would have sent. */
interface Failure {
  readonly statusCode: number;
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

type Callback<T> = (error: unknown, result: T) => void;

/** dynalite's own, before the key of a table. */
export const tablePrefix = 'table~';

/** What of a database in memory (memory-level) is used here. */
interface LevelDb {
  close(callback: Callback<void>): void;
  /** Of this moment. */
  snapshot(): { close(): Promise<void> };
  iterator(options: object): { all(): Promise<[key: string, value: unknown][]> };
  batch(operations: readonly object[]): Promise<void>;
}

/** A database and what is opened of it. */
export interface Store {
  readonly tableDb: { awsRegion: string; awsAccountId: string };
  readonly db: LevelDb;
  getTable(name: string, callback: Callback<Table>): void;
  getItemDb(tableName: string): { get(key: string, callback: Callback<Attributes | undefined>): void };
}

/** `dynalite/db`. */
export interface Database {
  create(options: Readonly<Record<string, number>>): Store;
  createKey(attributes: Attributes, table: Table): string;
  /** Its actions call it through the module. */
  validateItem: (item: Attributes, table: Table) => Failure | AwsError | null | undefined;
  validateKey(key: Attributes, table: Table): Failure | null | undefined;
  checkConditional(input: ValidatedInput, item: Attributes | undefined): Failure | null | undefined;
  mapPath(path: readonly (number | string)[], item: Attributes): AttributeValue | null | undefined;
}

/** `dynalite/validations/...`: what the members of an operation are. */
export interface Validation {
  readonly types: Readonly<Record<string, unknown>>;
  readonly custom?: unknown;
}

/** `dynalite/validations`. */
export interface Validations {
  checkTypes(input: object, types: object): ValidatedInput;
  checkValidations(input: ValidatedInput, types: object, custom: unknown, store: Store): void;
}

/** `dynalite/actions/...`. */
export type Action = (store: Store, input: object, callback: Callback<Output>) => void;

/** @throws {AwsError} As dynalite answers. */
export function promised<T>(start: (callback: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      if (error) reject(toAwsError(error));
      else resolve(result);
    });
  });
}

/** @returns The error itself when dynalite meant no answer by it, which is a defect. */
export function toAwsError(error: unknown): unknown {
  const { statusCode, body } = error as Partial<Failure>;
  if (statusCode === undefined || body === undefined) return error;
  const code = body.__type.split('#').at(-1) ?? body.__type;
  return new AwsError(code, body.message ?? body.Message ?? '', { status: statusCode });
}
