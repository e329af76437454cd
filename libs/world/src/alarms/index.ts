export { createFilterMetrics } from './filter-metrics';
export { createMetricStore, type MetricStore, type MetricValue, startOfMinute, statistics } from './metric-store';
export { type AlarmRule, type AlarmState, type AlarmStatus, evaluationRangeOf, WatchedAlarm } from './watched-alarm';
