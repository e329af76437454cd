export { nameHash, spreadBits } from './name-hash';
export { SeededRandom } from './seeded-random';
