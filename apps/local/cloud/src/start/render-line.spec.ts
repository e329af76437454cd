import { type PeopleEvent, type ShownMessage } from '@pulso/world/telegram';

import { createCloudLines, createTelegramLines } from './render-line';

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

const message = (overrides: Partial<ShownMessage> = {}): ShownMessage => ({
  chatId: 7,
  messageId: 2,
  from: 'bot',
  versions: [],
  text: 'Hello',
  entities: [],
  silent: false,
  ...overrides,
});
const line = (event: PeopleEvent, { colours = false, chatName = 'Ada' } = {}) =>
  createTelegramLines(colours)(event, chatName, atMs);
const text = (event: PeopleEvent, chatName?: string) =>
  line(event, chatName === undefined ? {} : { chatName })?.split('  --------  ')[1];

describe('a line about the bot in a chat', () => {
  it('says what it sends to whom, as log lines do', () => {
    expect(line({ type: 'message-sent', message: message() })).toBe(
      '15:10:59.354  telegram      --------  sent #2 to Ada: Hello',
    );
  });

  it.each<[string, PeopleEvent]>([
    ['edited #2 in Ada: Hello', { type: 'message-edited', message: message() }],
    ['answered a button: Done', { type: 'callback-answered', queryId: '1', text: 'Done', showAlert: false }],
    [
      'refused sendMessage to Ada: Forbidden: bot was blocked by the user',
      {
        ...{ type: 'call-refused', method: 'sendMessage', chatId: '7' },
        description: 'Forbidden: bot was blocked by the user',
      },
    ],
    [
      'the bot did not take update 5 (try 2): Connection refused',
      { type: 'update-refused', updateId: 5, attempt: 2, reason: 'Connection refused' },
    ],
    ['the bot does not get update 5: expired', { type: 'update-dropped', updateId: 5, reason: 'expired' }],
  ])('reads: %s', (expected, event) => {
    expect(text(event)).toBe(expected);
  });

  it('leaves out what people do and see without the bot', () => {
    expect(line({ type: 'message-sent', message: message({ from: 'person' }) })).toBeUndefined();
    expect(line({ type: 'message-edited', message: message({ from: 'person' }) })).toBeUndefined();
    expect(line({ type: 'update-taken', updateId: 1 })).toBeUndefined();
    expect(line({ type: 'callback-answered', queryId: '1', text: '', showAlert: false })).toBeUndefined();
  });

  it('shows the beginning of a long message, and names what is attached', () => {
    const long = message({ text: `\n${'ä'.repeat(121)}\n\nb\nc`, attachment: 'photo a.png' });

    expect(text({ type: 'message-sent', message: long })).toBe(
      `sent #2 to Ada: [photo a.png] ${'ä'.repeat(120)}... (and 2 more lines)`,
    );
    expect(text({ type: 'message-sent', message: message({ text: 'a\nb' }) })).toBe(
      'sent #2 to Ada: a (and 1 more line)',
    );
  });

  it('lets neither a message nor a name steer the terminal', () => {
    const hostile = message({ text: 'a\u001B[2Jb\rc\u202Ed' });

    expect(text({ type: 'message-sent', message: hostile }, 'A\u0007')).toBe(
      'sent #2 to A\\u0007: a\\u001b[2Jb\\u000dc\\u202ed',
    );
  });

  it('is coloured where it is a problem', () => {
    const refused = line({ type: 'call-refused', method: 'a', description: 'b' }, { colours: true, chatName: '' });
    const notTaken = line({ type: 'update-refused', updateId: 5, attempt: 1, reason: 'x' }, { colours: true });

    expect(refused).toContain('\u001B[92mtelegram    \u001B[0m');
    expect(refused).toContain('\u001B[31mrefused a: b\u001B[0m');
    expect(notTaken).toContain('\u001B[33mthe bot did not take update 5');
  });
});
