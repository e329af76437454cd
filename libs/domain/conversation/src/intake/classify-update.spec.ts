import { commands } from '../commands/bot-profile';
import { callbackUpdate, group, messageUpdate, person, privateChat } from '../testing/factories';
import { callOf } from '../testing/world';
import { classifyUpdate } from './classify-update';
import { readUpdate } from './read-update';

const classify = (update: unknown) => {
  const read = readUpdate(callOf(JSON.stringify(update)), String);
  if (read.type === 'malformed') throw new Error(read.problem);
  return classifyUpdate(read.update, { bot: { id: 7, username: 'PulsoDemoBot' }, commands });
};

const requestIn = (update: unknown) => {
  const classified = classify(update);
  if (classified.type !== 'request') throw new Error(`Not a request: ${classified.type}.`);
  return classified.request;
};

describe('classifyUpdate', () => {
  it.each([
    ['private', privateChat, false, 'private'],
    ['supergroup', group, true, 'supergroup'],
    ['group', { id: -5, type: 'group' }, true, 'group'],
    ['kind of chat that Telegram does not have', { id: -5, type: 'metaverse' }, false, undefined],
  ])("takes a person's command in a %s for a request", (_case, chat, isGroup, chatType) => {
    const request = requestIn(messageUpdate({ chat, text: '/help' }));

    expect(request).toMatchObject({ updateType: 'message', isGroup, chatType });
  });

  it.each([
    ['a group', { message: { message_id: 5, chat: group, text: 'menu', from: person({ is_bot: true }) } }, true],
    ['a message that is gone', { message: { message_id: 5, chat: group, date: 0 } }, true],
    ['a private chat', { message: { message_id: 5, chat: privateChat } }, false],
    ['a channel', { message: { message_id: 5, chat: { id: -1, type: 'channel' } } }, false],
    ['an inline message', { message: undefined, inline_message_id: 'x' }, false],
  ])('takes a pressed button below %s for a request', (_case, query, isGroup) => {
    expect(requestIn(callbackUpdate(query))).toMatchObject({ updateType: 'callback_query', isGroup });
  });

  it.each([
    ['an edited message', { update_id: 1, edited_message: messageUpdate()['message'] }],
    ['a channel post', { update_id: 1, channel_post: messageUpdate()['message'] }],
    ['a membership change without states', { update_id: 1, my_chat_member: { from: person(), chat: privateChat } }],
    ['a message through a business account', { update_id: 1, business_message: messageUpdate()['message'] }],
    ['a kind of update that Telegram does not have', { update_id: 1, telepathy: { from: person() } }],
    ['an update with nothing in it', { update_id: 1 }],
  ])('does not take %s for a request', (_case, update) => {
    expect(classify(update)).toEqual({ type: 'no-request', reason: 'other-update' });
  });

  it.each([
    ['another bot', { from: person({ is_bot: true }) }],
    ['no sender', { from: undefined }],
    ['an anonymous administrator', { from: person({ id: 1087968824, is_bot: true }), sender_chat: group }],
    ['a linked channel, whose stand-in is not a bot', { from: person({ id: 777000 }), sender_chat: group }],
  ])('does not take a message of %s for a request', (_case, message) => {
    expect(classify(messageUpdate(message))).toEqual({ type: 'no-request', reason: 'no-person' });
  });

  it('does not take a press by a bot for a request', () => {
    expect(classify(callbackUpdate({ from: person({ is_bot: true }) }))).toMatchObject({ type: 'no-request' });
  });

  it.each([
    { new_chat_members: [person()] },
    { new_chat_title: '' },
    { pinned_message: { message_id: 1, date: 0, chat: group } },
    { migrate_to_chat_id: -1001 },
    { group_chat_created: true },
    { successful_payment: {} },
    { web_app_data: {} },
  ])('takes the report of an event for a service message: %j', (message) => {
    const update = messageUpdate({ text: undefined, chat: group, ...message });

    expect(classify(update)).toEqual({ type: 'no-request', reason: 'service-message' });
  });

  it('takes null for absent', () => {
    const nothingHappened = { pinned_message: null, left_chat_member: null, group_chat_created: false };

    expect(requestIn(messageUpdate({ sender_chat: null, ...nothingHappened }))).toMatchObject({ isGroup: false });
    expect(requestIn(messageUpdate({}, { callback_query: null }))).toMatchObject({ updateType: 'message' });
    expect(requestIn({ ...callbackUpdate({ message: null }), message: null })).toMatchObject({ chatId: undefined });
    expect(classify(messageUpdate({ from: null }))).toEqual({ type: 'no-request', reason: 'no-person' });
    expect(classify({ update_id: 1, message: null })).toEqual({ type: 'no-request', reason: 'other-update' });
  });

  it.each([
    [1_764_064_790, 1_764_064_790_000],
    [0, undefined],
    [-5, undefined],
    [2 ** 32, undefined],
    [Number.MAX_SAFE_INTEGER, undefined],
    [1_764_064_790.5, undefined],
  ])('takes the date %d for %p', (date, atMs) => {
    const request = requestIn(messageUpdate({ date }));

    expect(request.updateType === 'message' && request.requestedAtMs).toBe(atMs);
  });

  it.each([
    ['en', 'en'],
    ['pt-BR', 'pt-br'],
    ['zh-hans', 'zh-hans'],
    ['', undefined],
    [undefined, undefined],
    [7, undefined],
    ['en"} | stats count(*)', undefined],
    ['x'.repeat(10_000), undefined],
  ])('bounds the language %j', (language_code, expected) => {
    expect(requestIn(messageUpdate({ from: person({ language_code }) })).languageCode).toBe(expected);
  });

  it('does not fail a request over cosmetics of the wrong kind', () => {
    const request = requestIn(messageUpdate({ from: { id: 1, first_name: 5, is_bot: 'no' }, text: [], date: 'now' }));

    expect(request).toMatchObject({ userId: 1, firstName: undefined, command: undefined, requestedAtMs: undefined });
  });
});

describe('a command in a group', () => {
  const inGroup = (text: string, more: object = {}) => classify(messageUpdate({ text, chat: { ...group, ...more } }));

  it.each(['/help', '/HELP now', '/help@pulsodemobot', '/settings@PulsoDemoBot now'])('is for the bot: %s', (text) => {
    expect(inGroup(text).type).toBe('request');
  });

  it.each(['/pizza', '/help@OtherBot'])('is not for the bot: %s', (text) => {
    expect(inGroup(text)).toEqual({ type: 'no-request', reason: 'not-addressed' });
  });

  it('is not for the bot in the direct messages of a channel', () => {
    expect(inGroup('/help', { is_direct_messages: true })).toEqual({ type: 'no-request', reason: 'not-addressed' });
  });
});

describe('the text of a message', () => {
  it.each([
    ['/start ref_42', 'start', 'any-bot', 'ref_42'],
    ['/HELP', 'help', 'any-bot', ''],
    ['/help@pulsodemobot now', 'help', 'us', 'now'],
    ['/help, please', 'help', 'any-bot', ', please'],
    ['/report\nfor me', 'report', 'any-bot', 'for me'],
    ['/settings@PulsoDemoBot', 'unknown', 'us', ''],
    ['/start@OtherBot', 'unknown', 'other-bot', ''],
    ['/starts', 'unknown', 'any-bot', ''],
    ['/constructor', 'unknown', 'any-bot', ''],
    ['/__proto__', 'unknown', 'any-bot', ''],
  ])('%j begins with a command', (text, name, addressee, argument) => {
    expect(requestIn(messageUpdate({ text }))).toMatchObject({ command: { name, addressee, argument } });
  });

  const withoutCommand = ['', 'hello', '/', '//start', ' /start', '/usr/bin', '/<b>', '/start@', '/start@me@you'];

  it.each([...withoutCommand, '/\u0000help', `/${'a'.repeat(200)}`, '/étoile'])('%j has no command', (text) => {
    expect(requestIn(messageUpdate({ text }))).toMatchObject({ command: undefined });
  });
});
