import { type MetricFilterDefinition } from '../stacks';

import { type StoredLogEvent } from '../logs/event-list';
import { readFilterPattern } from '../logs/filter-pattern/read-filter-pattern';
import { readJsonSelector } from '../logs/filter-pattern/json-pattern';
import { PatternReader } from '../logs/filter-pattern/pattern-reader';
import { type MetricValue } from './metric-store';

/** The part of a log event that filters look at. */
type FilteredEvent = Pick<StoredLogEvent, 'logGroupName' | 'message' | 'timestamp'>;

/** Takes metrics out of one log event. */
export type FilterMetrics = (event: FilteredEvent) => readonly MetricValue[];

/**
 * Gets metric filters ready.
 *
 * An event that lacks the field of a value or of a dimension gives no value (unverified for dimensions).
 *
 * @throws {AwsError} InvalidParameterException: a pattern that CloudWatch Logs would refuse. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function createFilterMetrics(filters: readonly MetricFilterDefinition[]): FilterMetrics {
  const byGroup = Map.groupBy(filters.map(prepare), ({ logGroupName }) => logGroupName);
  return (event) =>
    (byGroup.get(event.logGroupName) ?? []).flatMap(({ matches, read }) =>
      matches(event.message) ? (read(event) ?? []) : [],
    );
}

const prepare = ({ logGroupName, pattern, metric, value, dimensions }: MetricFilterDefinition) => {
  const readValue = fieldReader(value);
  const readDimensions = Object.entries(dimensions).map(([name, text]) => [name, fieldReader(text)] as const);
  return {
    logGroupName,
    matches: readFilterPattern(pattern),
    read: ({ message, timestamp }: FilteredEvent): MetricValue | undefined => {
      const number = Number(readValue(message) ?? Number.NaN);
      const read = readDimensions.map(([name, readField]) => [name, readField(message)] as const);
      const named = read.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
      if (Number.isNaN(number) || named.length < read.length) return undefined;
      return { metric: { ...metric, dimensions: Object.fromEntries(named) }, value: number, atMs: timestamp };
    },
  };
};

/** What does not begin with a dollar is the value itself. */
function fieldReader(text: string): (message: string) => string | undefined {
  if (!text.startsWith('$')) return () => text;
  const select = readJsonSelector(new PatternReader(text));
  return (message) => {
    // The pattern has matched, so it is a JSON object.
    const value = select(JSON.parse(message) as object);
    return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
  };
}
