import { type FieldType, membershipFields, usageFields } from './usage-fields';

/** A unit of CloudWatch metrics. @see API reference MetricDatum */
type MetricUnit = 'Count' | 'Milliseconds';

/**
 * What CloudWatch extracts from a usage record: the metrics with their units, and the dimension sets. The namespace is the
 * stage's, see `metricNamespace` of the naming.
 *
 * Every combination of dimension values is a metric of its own and is billed, so there are two sets with one combination
 * each. Everything else that a question needs is a searchable field, which costs nothing extra.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const usageMetrics = {
  dimensionSets: [[], ['update_type']],
  metrics: {
    /** Always 1: its sum is the number of requests. */
    Requests: 'Count',
    /**
     * From the moment at which the function began to handle the update to the end: of several deliveries the last one. A
     * cold start and the time between deliveries are not in it, so that a person may have waited longer.
     */
    HandlerDuration: 'Milliseconds',
  },
} as const satisfies {
  readonly dimensionSets: readonly (readonly (keyof typeof usageFields)[])[];
  readonly metrics: Readonly<Record<string, MetricUnit>>;
};

/** Every name that a query may use, with the type of its values: the fields and the metrics. */
export const searchableFields: Readonly<Record<string, FieldType>> = {
  ...Object.fromEntries(
    Object.entries({ ...membershipFields, ...usageFields }).map(([name, { type }]) => [name, type]),
  ),
  ...Object.fromEntries(Object.keys(usageMetrics.metrics).map((name) => [name, 'number' as const])),
};
