import { areSameRows } from './compare-answers';

describe('areSameRows', () => {
  it('takes rows in any order, and numbers as texts', () => {
    expect(areSameRows('[["start","2","1.3333"],["help","12","5"]]', `[["help",12,5],["start",2,${4 / 3}]]`)).toBe(
      true,
    );
  });

  it.each([
    ['a count that differs by one', '[["1000001"]]', '[[1000000]]'],
    ['an average that differs in the last decimal shown', '[["help","5.0001"]]', '[["help",5]]'],
    ['another name', '[["help"]]', '[["start"]]'],
    ['a missing row', '[["help",1]]', '[["help",1],["start",1]]'],
    ['a missing cell', '[["help",1]]', '[["help",1,2]]'],
  ])('notices %s', (_, left, right) => {
    expect(areSameRows(left, right)).toBe(false);
  });

  it('refuses what is no list of rows', () => {
    expect(() => areSameRows('{}', '[]')).toThrow(TypeError);
  });
});
