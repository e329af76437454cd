export { type FieldType, usageFields } from './usage-fields';
export { type MetricUnit, searchableFields, usageMetrics } from './usage-metrics';
export { type UsageRecord, readUsageRecord } from './usage-record';
