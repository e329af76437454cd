import { mailboxOf } from './mailbox-of';

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
