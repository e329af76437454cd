import { type LogGroupSummary } from '@pulso/console-api';
import { type LogStore } from '@pulso/local-aws';
import { type LogTable, type QueryResult, discoverAllFields, parseQuery } from '@pulso/logs-insights';

/** Of so many of the newest events the fields are looked at. */
const sampledEvents = 300;

/** Events come newest first. */
const newest = parseQuery(`fields @message | limit ${sampledEvents}`);

/** Tells of each log group what it holds. */
export const summarizeLogGroups = (store: LogStore): readonly LogGroupSummary[] =>
  store.list().map((group) => {
    const { rows, statistics } = store.tableOf(group).run({ query: newest });
    // Parts of the envelope of metrics are no fields that questions ask for.
    const fields = fieldsIn(rows).filter((name) => !name.startsWith('_aws.'));
    return { name: group.name, eventCount: statistics.recordsScanned, fields };
  });

/** @returns What the newest events of a log hold, by name. */
export const fieldsOf = (table: LogTable): readonly string[] => fieldsIn(table.run({ query: newest }).rows);

const fieldsIn = (rows: QueryResult['rows']): readonly string[] =>
  [...new Set(rows.flatMap(([message]) => [...discoverAllFields(message?.value ?? '').keys()]))].sort();
