import { usesColours } from './uses-colours';

describe('usesColours', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{ isTTY: false }, {}, false],
    [{}, {}, false],
  ])('for %j with %j is %p', (target, environment, expected) => {
    expect(usesColours(target, environment)).toBe(expected);
  });
});
