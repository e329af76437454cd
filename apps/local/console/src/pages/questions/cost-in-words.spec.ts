import { costInWords } from './cost-in-words';

describe('what a query costs', () => {
  it.each([
    [0, 'On AWS it would cost nothing'],
    [133_000, 'On AWS 12,000 runs of it would cost one cent'],
    [100e9, 'On AWS it would cost $0.63'],
  ])('is said of %d bytes as people read it', (bytes, words) => {
    expect(costInWords(bytes, 0.0063)).toBe(words);
  });
});
