import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type PeopleEvent, type ShownMessage } from '@pulso/world/telegram';

import { createCurrentPositions, createPrinter } from './create-printer';

const atMs = Date.parse('2026-11-25T15:10:59.354Z');

/** What is printed, without the time of day where none is given. */
function printed(tell: (printer: ReturnType<typeof createPrinter>) => void, colours = false): string | undefined {
  const lines: string[] = [];
  const options = { colours, stage: 'local', mapPositions: (_service: string, text: string) => text };
  tell(createPrinter(options, (line) => lines.push(line)));
  return lines[0];
}
const untimed = (line: string | undefined) => line?.slice('15:10:59.354  '.length);

describe('a line about the local cloud itself', () => {
  it('says what was made to go wrong, in the columns of log lines', () => {
    const fault = { kind: 'throttle', target: 'sqs.SendMessageBatch', atMs, struck: {} } as const;

    expect(printed(({ onInjected }) => onInjected(fault))).toBe(
      '15:10:59.354  fault         --------  throttle sqs.SendMessageBatch',
    );
  });

  it('says where a mail lies and to whom it goes, also where that takes two lines', () => {
    const message = 'From: a@example.com\r\nTo: b@example.com,\r\n c@example.com\r\nSubject: x\r\n\r\nTo: nobody\r\n';

    expect(untimed(printed(({ onMail }) => onMail({ path: 'tmp/mail/1.eml', message })))).toBe(
      'mail          --------  tmp/mail/1.eml  to b@example.com, c@example.com',
    );
  });

  it('shows what a webhook was called with, and what a command calls', () => {
    const call = { atMs, name: 'team-chat', headers: { 'pulso-delivery': 'run/3' }, body: '{"text":"a\u001B[2J"}' };

    expect(printed(({ onWebhookCall }) => onWebhookCall(call))).toBe(
      '15:10:59.354  webhook       --------  team-chat  run/3  {"text":"a\\u001b[2J"}',
    );
    expect(printed(({ onOutwardCall }) => onOutwardCall({ atMs, text: 'GET https://a/  200', isRefused: false }))).toBe(
      '15:10:59.354  outward       --------  GET https://a/  200',
    );
  });

  it('says which alarm rings, what that means and where the runbook is, then that it is over', () => {
    const description =
      'Reports stop, e.g. all of them. The sweep stands still.\nFirst: look\nThen: docs/operations.md, "sweep-missing".';
    const change = { name: 'pulso-local-sweep-missing', description, atMs };

    expect(printed(({ onAlarm }) => onAlarm({ ...change, state: 'ALARM' }))).toBe(
      '15:10:59.354  alarm         --------  ALARM pulso-local-sweep-missing: Reports stop, e.g. all of them. ' +
        'docs/operations.md, "sweep-missing".',
    );
    expect(printed(({ onAlarm }) => onAlarm({ ...change, state: 'ALARM' }), true)).toContain('\u001B[31mALARM');
    expect(printed(({ onAlarm }) => onAlarm({ ...change, state: 'OK' }))).toMatch(/OK pulso-local-sweep-missing$/);
  });

  it('says what was denied, in red on a terminal, and does not let a name steer it', () => {
    const message = 'User: a is not authorized to perform: b on resource: c\u001B[2J';
    const denial = { message, action: 'b', resource: 'c', count: 1 };

    expect(untimed(printed(({ onDenied }) => onDenied(denial)))).toBe(
      'denied        --------  User: a is not authorized to perform: b on resource: c\\u001b[2J',
    );
    expect(printed(({ onDenied }) => onDenied(denial), true)).toContain('\u001B[31mUser: a');
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
  printed(({ onPeopleEvent }) => onPeopleEvent(event, chatName), colours);
const text = (event: PeopleEvent, chatName?: string) =>
  line(event, chatName === undefined ? {} : { chatName })?.split('  --------  ')[1];

describe('a line about the bot in a chat', () => {
  it('says what it sends to whom, as log lines do', () => {
    expect(untimed(line({ type: 'message-sent', message: message() }))).toBe(
      'telegram      --------  sent #2 to Ada: Hello',
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

/** Leads from the first character to the first one of a source. */
const mapTo = (source: string) =>
  JSON.stringify({ version: 3, sources: [`../../../libs/${source}`], names: [], mappings: 'AAAA' });

describe('createCurrentPositions', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'current-positions-'));
    mkdirSync(join(root, 'dist/apps/bot'), { recursive: true });
    writeFileSync(join(root, 'dist/apps/bot/handler.js.map'), mapTo('built.ts'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('leads to the sources of what was built, and then of what has replaced it', () => {
    const positions = createCurrentPositions(root);
    const before = positions.map('bot', 'at a (handler.js:1:1)');
    positions.replace('bot', 'handler.js', mapTo('edited.ts'));

    expect(before).toBe('at a (libs/built.ts:1:1)');
    expect(positions.map('bot', 'at a (handler.js:1:1)')).toBe('at a (libs/edited.ts:1:1)');
  });
});
