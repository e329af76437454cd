import { createPostedHandlers } from './posted-handlers';

const mail = (subject: string, html?: string): { path: string; message: string } => ({
  path: '/x.eml',
  message: [
    'From: Pulso <pulso@example.org>',
    'To: owner@example.org',
    `Subject: ${subject}`,
    'Date: Wed, 25 Nov 2026 12:00:00 +0000',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'plain',
    ...(html === undefined ? [] : ['--b', 'Content-Type: text/html; charset=utf-8', '', html]),
    '--b--',
    '',
  ].join('\r\n'),
});

const call = { atMs: 5, name: 'team', headers: { 'content-type': 'application/json', authorization: 'Bearer x' } };

const handlers = createPostedHandlers({
  mails: () => [mail('One'), mail('=?UTF-8?B?4oCmIMOh?= =?utf-8?Q?=C3=A9_b?=', '<p>x</p>')],
  webhookCalls: () => [
    { ...call, body: '{"a":1}' },
    { ...call, body: 'no JSON' },
  ],
});

describe('what was posted', () => {
  it('lists mails, the latest first, with readable subjects', async () => {
    const list = await handlers['mails.list']({});

    expect(list.map(({ number, subject }) => [number, subject])).toEqual([
      [1, '… áé b'],
      [0, 'One'],
    ]);
    expect(list[1]).toMatchObject({
      from: 'Pulso <pulso@example.org>',
      to: 'owner@example.org',
      atMs: Date.UTC(2026, 10, 25, 12),
    });
  });

  it('shows the text of a mail, and whether it has HTML', async () => {
    const list = await handlers['mails.list']({});

    expect(list.map(({ text, hasHtml }) => [text, hasHtml])).toEqual([
      ['plain', true],
      ['plain', false],
    ]);
  });

  it('lists calls of webhooks, the latest first, as they were sent but for what is secret', async () => {
    const headers = [['content-type', 'application/json']];

    expect(await handlers['webhooks.list']({})).toEqual([
      { number: 1, atMs: 5, name: 'team', headers, body: 'no JSON' },
      { number: 0, atMs: 5, name: 'team', headers, body: '{"a":1}' },
    ]);
  });
});
