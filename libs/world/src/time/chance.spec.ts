import { nameHash, SeededRandom, spreadBits } from './chance';

const draw = <T>(seed: number, drawOne: (random: SeededRandom) => T): T[] => {
  const random = new SeededRandom(seed);
  return Array.from({ length: 10_000 }, () => drawOne(random));
};

describe('SeededRandom', () => {
  it('draws what Mulberry32 draws, of which traces and generated days depend', () => {
    expect(draw(1, ({ next }) => next() * 2 ** 32).slice(0, 4)).toEqual([2693262067, 11749833, 2265367787, 4213581821]);
  });

  it('draws whole numbers from all of a range, both ends included', () => {
    const numbers = draw(3, (random) => random.between(-1, 2));

    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
    expect(new Set(draw(3, (random) => random.pick(['a', 'b', 'c']))).size).toBe(3);
  });

  it('is right about a probability, and draws nothing for what cannot happen', () => {
    const random = new SeededRandom(5);

    expect(random.chance(0)).toBe(false);
    expect(random.next()).toBe(new SeededRandom(5).next());
    expect(draw(5, (stream) => stream.chance(0.3)).filter(Boolean).length / 10_000).toBeCloseTo(0.3, 1);
  });
});

describe('nameHash and spreadBits', () => {
  it('are FNV-1a and the finaliser of MurmurHash3', () => {
    expect(['', 'a', 'foobar'].map((name) => nameHash(name) >>> 0)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
    expect([spreadBits(0) >>> 0, spreadBits(1) >>> 0]).toEqual([0, 0x514e28b7]);
  });
});
