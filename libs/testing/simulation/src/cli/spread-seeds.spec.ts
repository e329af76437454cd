import { chunkSizeOf } from './spread-seeds';

describe('chunkSizeOf', () => {
  it.each([
    ['some seconds of work', { seeds: 1_000_000, queries: 10, workers: 4 }, 250],
    ['single worlds of a thousand questions', { seeds: 1_000, queries: 1_000, workers: 4 }, 3],
    ['several chunks per worker when there are few seeds', { seeds: 40, queries: 10, workers: 4 }, 3],
    ['at least one seed', { seeds: 1, queries: 1_000, workers: 256 }, 1],
  ])('gives a worker %s', (_title, { seeds, queries, workers }, size) => {
    expect(chunkSizeOf(seeds, queries, workers)).toBe(size);
  });
});
