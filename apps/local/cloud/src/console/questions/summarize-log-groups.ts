import { type LogStore } from '@pulso/local/aws';
import { type LogGroupSummary } from '@pulso/local/console-api';
import { discoverAllFields } from '@pulso/logs-insights';

/** Of so many of the newest events the fields are looked at. */
const sampledEvents = 300;

/** Tells of each log group what it holds. */
export const summarizeLogGroups = (store: LogStore): readonly LogGroupSummary[] =>
  store.list().map((group) => {
    const events = store.eventsOf(group);
    // Parts of the envelope of metrics are no fields that questions ask for.
    const fields = fieldsOf(events).filter((name) => !name.startsWith('_aws.'));
    return { name: group.name, eventCount: events.length, fields };
  });

/** @returns What the newest events of a log hold, by name. */
export function fieldsOf(events: ReturnType<LogStore['eventsOf']>): readonly string[] {
  const newest = events.slice(-sampledEvents);
  return [...new Set(newest.flatMap(({ message }) => [...discoverAllFields(message).keys()]))].sort();
}
