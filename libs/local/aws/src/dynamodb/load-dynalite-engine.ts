import { createRequire } from 'node:module';

import { dynamoDbApi } from '../api/dynamodb-api';
import { type OperationOf } from '../api/service-apis';
import { localAccountId } from '../local-account';
import { refuseForeignMembers } from '../refuse-foreign-members';
import { type Attributes, type DynaliteEngine, type DynaliteOperation, ownOperations } from './dynalite-engine';
import {
  type Action,
  type Database,
  promised,
  tablePrefix,
  toAwsError,
  type Validation,
  type Validations,
} from './dynalite-modules';
import { mendModules } from './mend-modules';
import { blameUnorderedBounds, refuseUnorderedValues } from './refuse-comparisons';
import { refuseLongExpressions } from './refuse-long-expressions';
import { refuseManyOperators } from './refuse-many-operators';
import { rewriteCondition } from './rewrite-conditions';

export const dynaliteOperations = (Object.keys(dynamoDbApi.operations) as OperationOf<'dynamodb'>[]).filter(
  (operation): operation is DynaliteOperation => !(ownOperations as readonly string[]).includes(operation),
);

/**
 * Loads dynalite's engine: its parsers, validations and actions, without the HTTP server that hides its store.
 *
 * The files lie below the package's public entry, so the version is pinned and the conformance spec says what an
 * upgrade changes. dynalite ignores members that it does not know; here they are refused.
 *
 * @param region - For the tables' ARNs.
 */
export function loadDynaliteEngine(region: string): DynaliteEngine {
  const load = createRequire(__filename);
  const database = load('dynalite/db') as Database;
  const validations = load('dynalite/validations') as Validations;
  const modules = Object.fromEntries(
    dynaliteOperations.map((operation) => {
      const name = operation[0]!.toLowerCase() + operation.slice(1);
      const validation = load(`dynalite/validations/${name}`) as Validation;
      return [operation, { validation, action: load(`dynalite/actions/${name}`) as Action }];
    }),
  ) as Record<DynaliteOperation, { readonly validation: Validation; readonly action: Action }>;

  mendModules(database, load);
  const store = database.create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  Object.assign(store.tableDb, { awsRegion: region, awsAccountId: localAccountId });

  return {
    validate: (operation, input) => {
      const { types, custom } = modules[operation].validation;
      refuseForeignMembers(operation, input, types);
      refuseLongExpressions(input);
      refuseManyOperators(input);
      try {
        const checked = validations.checkTypes(structuredClone(input), types);
        validations.checkValidations(checked, types, custom, store);
        for (const [name, parsed] of [
          ['ConditionExpression', checked._condition],
          ['FilterExpression', checked._filter],
        ] as const) {
          if (!parsed) continue;
          refuseUnorderedValues(name, parsed.expression);
          parsed.expression = rewriteCondition(parsed.expression);
        }
        return checked;
      } catch (error) {
        throw blameUnorderedBounds(toAwsError(error));
      }
    },
    run: (operation, input) => promised((callback) => modules[operation].action(store, input, callback)),
    table: (name) => promised((callback) => store.getTable(name, callback)),
    keyOf: ({ Item, Key }, table) => {
      const failure = Item ? database.validateItem(Item, table) : database.validateKey(Key ?? {}, table);
      if (failure) throw toAwsError(failure);
      return database.createKey(Item ?? Key ?? {}, table);
    },
    item: (table, key) =>
      promised<Attributes | undefined>((callback) =>
        store.getItemDb(table.TableName).get(key, (error, item) => {
          if ((error as Error | null)?.name === 'NotFoundError') callback(null, undefined);
          else callback(error, item);
        }),
      ),
    isConditionMet: (input, item) => !database.checkConditional(input, item),
    valueAt: (path, item) => database.mapPath(path, item) ?? undefined,
    tableNames: async () => {
      const entries = await store.db.iterator({ gte: tablePrefix, lt: `${tablePrefix}\uFFFF` }).all();
      return entries.map(([key]) => key.slice(tablePrefix.length));
    },
    snapshot: () => {
      const snapshot = store.db.snapshot();
      return async () => {
        const entries = await store.db.iterator({ snapshot }).all();
        await snapshot.close();
        return entries;
      };
    },
    load: (entries) => store.db.batch(entries.map(([key, value]) => ({ type: 'put', key, value }))),
    close: () => promised((callback) => store.db.close(callback)),
  };
}
