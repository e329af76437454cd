import { differenceOf, parseAnswer } from './answer';

describe('differenceOf', () => {
  it('takes rows in any order, and numbers as texts', () => {
    const answer = [
      ['start', '2', '1.3333'],
      ['help', '12', '5'],
    ];

    const difference = differenceOf(answer, [
      ['help', 12, 5],
      ['start', 2, 4 / 3],
    ]);

    expect(difference).toBeUndefined();
  });

  it('tells counts apart that differ by one, however large', () => {
    expect(differenceOf([['1000001']], [[1000000]])).toBe('["1000001"] instead of [1000000]');
  });

  it('tells averages apart that differ in the last decimal shown', () => {
    expect(differenceOf([['help', '5.0001']], [['help', 5]])).toBe('["help","5.0001"] instead of ["help",5]');
  });

  it('misses a row', () => {
    expect(
      differenceOf(
        [['help', 1]],
        [
          ['help', 1],
          ['start', 1],
        ],
      ),
    ).toBe('1 rows instead of 2');
  });

  it('misses a cell', () => {
    expect(differenceOf([['help', 1]], [['help', 1, 2]])).toBe('["help",1] instead of ["help",1,2]');
  });

  it('compares keys as texts', () => {
    expect(differenceOf([['2026-11-24 01:00:00.000', 1]], [['2026-11-24 02:00:00.000', 1]])).toContain(' instead of ');
  });
});

describe('parseAnswer', () => {
  it('reads rows', () => {
    expect(parseAnswer('[["help",1]]\n')).toEqual([['help', 1]]);
  });

  it.each(['{}', '[1]', '[[{}]]', '"x"'])('refuses %s', (text) => {
    expect(() => parseAnswer(text)).toThrow(TypeError);
  });
});
