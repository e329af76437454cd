export { createLocalClock } from './create-local-clock';
export { followClock } from './follow-clock';
export { type LocalClock } from './local-clock';
export { nameHash, spreadBits } from './name-hash';
export { SeededRandom } from './seeded-random';
