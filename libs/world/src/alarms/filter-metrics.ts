import { readJsonPattern, readJsonSelector } from '../logs/filter-pattern';
import { type MetricFilterDefinition } from '../stacks';
import { type MetricValue } from './metric-store';

/** A log event that is a JSON object. */
export interface FilteredEvent {
  readonly logGroupName: string;
  /** Epoch ms. */
  readonly timestamp: number;
  readonly record: object;
}

/** Extracts metric values from one log event. */
export type FilterMetrics = (event: FilteredEvent) => readonly MetricValue[];

/**
 * Prepares metric filters. All of them are for events that are JSON objects.
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
      matches(event.record) ? (read(event) ?? []) : [],
    );
}

const prepare = ({ logGroupName, pattern, metric, value, dimensions }: MetricFilterDefinition) => {
  const readValue = fieldReader(value);
  const readDimensions = Object.entries(dimensions).map(([name, text]) => [name, fieldReader(text)] as const);
  return {
    logGroupName,
    matches: readJsonPattern(pattern),
    read: ({ record, timestamp }: FilteredEvent): MetricValue | undefined => {
      const number = Number(readValue(record) ?? Number.NaN);
      const read = readDimensions.map(([name, readField]) => [name, readField(record)] as const);
      const named = read.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
      if (Number.isNaN(number) || named.length < read.length) return undefined;
      return { metric: { ...metric, dimensions: Object.fromEntries(named) }, value: number, atMs: timestamp };
    },
  };
};

/** Text without a leading dollar is the value itself. */
function fieldReader(text: string): (record: object) => string | undefined {
  if (!text.startsWith('$')) return () => text;
  const select = readJsonSelector(text);
  return (record) => {
    const value = select(record);
    return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
  };
}
