import { type createRequire } from 'node:module';

import { type Database } from './dynalite-modules';
import { emptyIndexKeyOf } from './empty-index-keys';
import { memoizeParser } from './memoize-parser';
import { type ExpressionParser, nameSyntaxErrors } from './name-syntax-errors';

/** Which modules are mended already: they are loaded once, however many engines there are. */
const mended = new WeakSet<Database>();

/** Gives dynalite's own modules what its actions and validations lack, where they find it. */
export function mendModules(database: Database, load: ReturnType<typeof createRequire>): void {
  if (mended.has(database)) return;
  mended.add(database);
  for (const name of ['conditionParser', 'updateParser']) memoizeParser(load, `dynalite/db/${name}`);
  for (const name of ['conditionParser', 'projectionParser', 'updateParser']) {
    nameSyntaxErrors(load(`dynalite/db/${name}`) as ExpressionParser);
  }
  const { validateItem } = database;
  database.validateItem = (item, table) => validateItem(item, table) ?? emptyIndexKeyOf(item, table);
}
