export { Alarm } from './alarm';
export { grows, maxSpanSeconds, occurs, reaches, stops } from './alarm-condition';
export { countEvents } from './count-events';
export { type Metric, functionMetric, queueMetric, stageMetric } from './metric';
export { showErrors, showLines } from './show-errors';
export { watchEvents } from './watch-events';
export { watchFunction } from './watch-function';
