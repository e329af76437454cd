export { createFilterMetrics } from './filter-metrics';
export {
  createMetricStore,
  type MetricStore,
  type MetricValue,
  minuteMs,
  startOfMinute,
  statistics,
} from './metric-store';
export { type AlarmRule, type AlarmState, type AlarmStatus, evaluationRangeOf, WatchedAlarm } from './watched-alarm';
