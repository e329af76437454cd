import { isUnsubscribeAddress } from './is-unsubscribe-address';

describe('isUnsubscribeAddress', () => {
  it.each([['mailto:stop@example.com?subject=stop'], ['https://example.com/stop?list=a&b=1']])('takes %j', (text) => {
    expect(isUnsubscribeAddress(text)).toBe(true);
  });

  it.each([
    ['stop@example.com'],
    ['http://example.com'],
    ['mailto:'],
    ['https://example.com/>\r\nBcc: x@example.com'],
    ['https://example.com/stop me'],
    [' mailto:stop@example.com'],
  ])('does not take %j', (text) => {
    expect(isUnsubscribeAddress(text)).toBe(false);
  });
});
