import { isUnsubscribeAddress, mailboxOf } from './mail';

describe('mailboxOf', () => {
  it.each([
    ['reports@example.com', { name: '', address: 'reports@example.com' }],
    [' reports@example.com ', { name: '', address: 'reports@example.com' }],
    ['<reports@example.com>', { name: '', address: 'reports@example.com' }],
    [
      'Pulso: reports (daily) <reports@example.com>',
      { name: 'Pulso: reports (daily)', address: 'reports@example.com' },
    ],
    ['"Pulso, reports" <reports@example.com>', { name: 'Pulso, reports', address: 'reports@example.com' }],
  ])('takes %j apart', (sender, mailbox) => {
    expect(mailboxOf(sender)).toEqual(mailbox);
  });
});

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
