export { usageFields } from './usage-fields';
export { searchableFields, usageMetrics } from './usage-metrics';
export { type UsageRecord, readUsageRecord } from './usage-record';
