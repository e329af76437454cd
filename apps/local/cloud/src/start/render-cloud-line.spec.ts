import { createCloudLines } from './render-cloud-line';

const atMs = Date.parse('2026-11-25T15:10:59.354Z');

describe('a line about the local cloud itself', () => {
  it('says what was made to go wrong, in the columns of log lines', () => {
    const { fault } = createCloudLines(false);

    expect(fault({ kind: 'throttle', target: 'sqs.SendMessageBatch', atMs })).toBe(
      '15:10:59.354  fault         --------  throttle sqs.SendMessageBatch',
    );
  });

  it('says where a mail lies and to whom it goes, also where that takes two lines', () => {
    const message = 'From: a@example.com\r\nTo: b@example.com,\r\n c@example.com\r\nSubject: x\r\n\r\nTo: nobody\r\n';

    expect(createCloudLines(false).mail({ path: 'tmp/mail/1.eml', message }, atMs)).toBe(
      '15:10:59.354  mail          --------  tmp/mail/1.eml  to b@example.com, c@example.com',
    );
  });

  it('shows what a webhook was called with', () => {
    const call = { atMs, name: 'team-chat', headers: { 'pulso-delivery': 'run/3' }, body: '{"text":"a\u001B[2J"}' };

    expect(createCloudLines(false).webhook(call)).toBe(
      '15:10:59.354  webhook       --------  team-chat  run/3  {"text":"a\\u001b[2J"}',
    );
  });

  it('says which alarm rings, what that means and where the runbook is, then that it is over', () => {
    const description =
      'Reports stop, e.g. all of them. The sweep stands still.\nFirst: look\nThen: docs/operations.md, "sweep-missing".';
    const change = { name: 'pulso-local-sweep-missing', description, atMs };

    expect(createCloudLines(false).alarm({ ...change, state: 'ALARM' })).toBe(
      '15:10:59.354  alarm         --------  ALARM pulso-local-sweep-missing: Reports stop, e.g. all of them. ' +
        'docs/operations.md, "sweep-missing".',
    );
    expect(createCloudLines(true).alarm({ ...change, state: 'ALARM' })).toContain('\u001B[31mALARM');
    expect(createCloudLines(false).alarm({ ...change, state: 'OK' })).toMatch(/OK pulso-local-sweep-missing$/);
  });

  it('says what was denied, in red on a terminal, and does not let a name steer it', () => {
    const denial = { message: 'User: a is not authorized to perform: b on resource: c\u001B[2J' };

    expect(createCloudLines(false).denied(denial, atMs)).toBe(
      '15:10:59.354  denied        --------  User: a is not authorized to perform: b on resource: c\\u001b[2J',
    );
    expect(createCloudLines(true).denied(denial, atMs)).toContain('\u001B[31mUser: a');
  });
});
