import { nameHash, spreadBits } from './name-hash';

describe('nameHash', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('gives FNV-1a of "%s"', (name, hash) => {
    expect(nameHash(name) >>> 0).toBe(hash);
  });
});

describe('spreadBits', () => {
  it('is the finaliser of MurmurHash3, under which neighbours differ in about half of their bits', () => {
    const ones = (bits: number): number => bits.toString(2).replaceAll('0', '').length;
    const differences = Array.from({ length: 1000 }, (_, n) => ones((spreadBits(n) ^ spreadBits(n + 1)) >>> 0));

    expect([spreadBits(0) >>> 0, spreadBits(1) >>> 0]).toEqual([0, 0x514e28b7]);
    expect(differences.reduce((sum, count) => sum + count, 0) / 1000).toBeCloseTo(16, 0);
  });
});
