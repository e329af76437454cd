import { type LogGroupSummary } from '@pulso/console-api';
import { type LogStore } from '@pulso/local-aws';
import { type LogTable, discoverAllFields, parseQuery } from '@pulso/logs-insights';

/** Of so many of the newest events the fields are looked at. */
const sampledEvents = 300;

const extent = parseQuery('stats toMillis(min(@timestamp)) as first, toMillis(max(@timestamp)) as last');
/** Events come newest first. */
const newest = parseQuery(`fields @message | limit ${sampledEvents}`);

/** Tells of each log group what it holds. */
export const summarizeLogGroups = (store: LogStore): readonly LogGroupSummary[] =>
  store.list().map((group) => {
    const table = store.tableOf(group);
    const { rows, statistics } = table.run({ query: extent });
    const [first, last] = ['first', 'last'].map((name) => rows[0]?.find(({ field }) => field === name)?.value);
    return {
      name: group.name,
      eventCount: statistics.recordsScanned,
      byteCount: statistics.bytesScanned,
      ...(first !== undefined && last !== undefined && { firstMs: Number(first), lastMs: Number(last) }),
      // Parts of the envelope of metrics are no fields that questions ask for.
      fields: fieldsOf(table).filter((name) => !name.startsWith('_aws.')),
    };
  });

/** @returns What the newest events of a log hold, by name. */
export function fieldsOf(table: LogTable): readonly string[] {
  const messages = table.run({ query: newest }).rows.map(([message]) => message?.value ?? '');
  return [...new Set(messages.flatMap((message) => [...discoverAllFields(message).keys()]))].sort();
}
