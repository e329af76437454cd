export { nameHash, SeededRandom, spreadBits } from './chance';
export { createLocalClock, followClock, type LocalClock } from './local-clock';
export { type Timer, type TimerClock, TimerQueue } from './timers';
