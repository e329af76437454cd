export { type Clock, type Random } from './clock';
export { fullJitterMs } from './full-jitter';
export { type Interval, floorToMinute, toInsightsTimeRange } from './interval';
export { nominalLengthMs } from './nominal-length';
export { type WallClock, createWallClock } from './wall-clock';
