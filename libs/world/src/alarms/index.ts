export { createReadDataPoints, type ReadDataPoints, statistics } from './data-points';
export { createFilterMetrics, type FilterMetrics } from './filter-metrics';
export { type AlarmRule, type AlarmState, evaluationRangeOf, judgeDataPoints } from './judge-data-points';
export { createMetricStore, type MetricStore, type MetricValue, minuteMs, startOfMinute } from './metric-store';
export { type Series } from './metric-expression';
