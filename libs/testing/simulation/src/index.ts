export { type CrashPointsOptions, type CrashPointsResult, runCrashPoints } from './crash-points/run-crash-points';
export { type WorldResult, runWorld, runWorlds } from './world/run-worlds';
export { type WorldOptions } from './world/world-options';
export { type Statistics, addStatistics, emptyStatistics, quantileOf } from './world/statistics';
