import { reportButtonData } from '@pulso/contracts/run-requests';
import type { membershipFields, usageFields } from '@pulso/contracts/usage-metrics';

import {
  callbackUpdate,
  group,
  htmlOf,
  membershipUpdate,
  messageUpdate,
  owner,
  ownerChat,
  person,
  privateChat,
} from '../testing/factories';
import { World } from '../testing/world';

const hello = (updateId: number) => messageUpdate({}, { update_id: updateId });
const forget = (updateId: number, message = {}) =>
  messageUpdate({ text: '/forget', ...message }, { update_id: updateId });

describe('/forget', () => {
  it('removes the person at once, says so, and is recorded as a request of someone who is not new', async () => {
    const world = new World();
    await world.deliver(hello(1));

    await world.deliver(forget(2));

    expect(world.users.size).toBe(0);
    expect(htmlOf(world.sent)[1]).toMatch(/^Done\. .*within 35 days.*within 90 days/);
    expect(world.records[1]).toMatchObject({ command: 'forget', is_new_user: 0, outcome: 'answered' });
    expect(world.records[1]).not.toHaveProperty('user_age_days');
  });

  it('leaves nothing that links records from before it with records from after it', async () => {
    const world = new World();

    for (const update of [hello(1), hello(2), forget(3), hello(4), hello(5)]) await world.deliver(update);
    await world.deliver(membershipUpdate('member', 'kicked', { chat: privateChat }));

    const [first, second, third, fourth, fifth] = world.records.map(({ user }) => user);
    // The request itself still belongs to the forgotten person.
    expect([second, third, fifth]).toEqual([first, first, fourth]);
    expect(fourth).not.toBe(first);
    // A private chat has the id of its person.
    for (const { chat, user } of world.records) expect(chat).toBe(user);
    expect(world.memberships).toEqual([expect.not.objectContaining({ chat: expect.anything() })]);
    const left = JSON.stringify([world.records, world.memberships, world.lines]);
    for (const pseudonym of world.users.keys()) expect(left).not.toContain(pseudonym);
  });

  it('of an owner who asks for reports leaves no line that names both a record and a run', async () => {
    const world = new World();
    const byOwner = { chat: ownerChat, from: owner() };
    const report = (updateId: number) => messageUpdate({ text: '/report daily', ...byOwner }, { update_id: updateId });
    const askedAtMs = Date.parse('2026-11-24T09:00:00Z');
    const data = reportButtonData({ action: 'refresh', reportId: 'daily-usage', askedAtMs });

    for (const update of [report(2_000_001), forget(2_000_002, byOwner), report(2_000_003)])
      await world.deliver(update);
    await world.deliver(callbackUpdate({ from: owner(), message: { message_id: 5, date: 1, chat: ownerChat }, data }));

    const [pseudonym = ''] = /[0-9a-f]{16}/.exec(JSON.stringify(world.started)) ?? [];
    const namesPerson = [...world.lines, ...world.records.map((record) => JSON.stringify(record))].filter((line) =>
      line.includes(pseudonym),
    );
    expect(namesPerson).toHaveLength(world.started.length);
    expect(world.started).toHaveLength(3);
    for (const { user, update_id: updateId } of world.records) {
      expect(namesPerson.join()).not.toContain(user);
      expect(namesPerson.join()).not.toContain(String(updateId));
    }
  });

  it('of unknown people is recorded under one alias, so that they count as one person', async () => {
    const world = new World();
    const others = [7, 8, 7].map((id, index) => forget(5 + index, { from: person({ id }), chat: group }));

    for (const update of [hello(1), forget(2), forget(3), forget(4), ...others, hello(9)]) await world.deliver(update);

    const [met, forgotten, unknown, ...rest] = world.records.map(({ user }) => user);
    const again = rest.pop();
    expect(forgotten).toBe(met);
    expect(unknown).toMatch(/^[0-9a-f]{16}$/);
    expect(rest).toEqual([unknown, unknown, unknown, unknown]);
    expect(new Set([met, unknown, again]).size).toBe(3);
  });

  it('changes nothing about the chats of others: a group keeps its pseudonym', async () => {
    const world = new World();

    for (const updateId of [1, 3]) {
      await world.deliver(messageUpdate({ text: '/help', chat: group }, { update_id: updateId }));
      await world.deliver(forget(updateId + 1));
    }

    const [first, , second] = world.records;
    expect(second?.chat).toBe(first?.chat);
    expect(second?.user).not.toBe(first?.user);
  });

  it('has the same result when its reply fails and Telegram delivers it again', async () => {
    const world = new World();
    await world.deliver(hello(1));
    world.sendOutcomes.push({ status: 'not-sent', reason: 'ECONNREFUSED' });

    const codes = await world.deliverTimes(3, forget(2));

    expect(codes).toEqual([503, 200, 200]);
    expect(world.lines.join()).toContain('"level":"WARN","event":"reply-postponed"');
    expect(world.users.size).toBe(0);
    expect(world.records.map(({ is_new_user }) => is_new_user)).toEqual([1, 0]);
  });

  it('does not say that it is done when it is not', async () => {
    const world = new World({ forgetUser: () => Promise.reject(new Error('throttled')) });

    const answer = await world.deliver(forget(1));

    expect(answer.statusCode).toBe(503);
    expect([world.sent, world.records]).toEqual([[], []]);
  });

  it('forgets no other person, and nobody who says it to another bot', async () => {
    const world = new World();
    await world.deliver(hello(1));

    await world.deliver(forget(2, { from: person({ id: 7 }) }));
    await world.deliver(forget(3, { text: '/forget@OtherBot', chat: group }));

    expect(world.users.size).toBe(1);
  });
});

const ofReports = /ID of our chat.*another code.*45 days.*\/forget does not remove/s;
const byOwner = { chat: ownerChat, from: owner() };

describe('what is kept with the reports of an owner', () => {
  it.each([
    ['/privacy', 'in private', byOwner],
    ['/privacy', 'in a group', { ...byOwner, chat: group }],
    ['/forget', 'in private', byOwner],
  ])('is said after %s %s, below the text for everyone', async (text, _where, from) => {
    const world = new World();

    await world.deliver(messageUpdate({ text, ...from }, { update_id: 1 }));
    await world.deliver(messageUpdate({ text }, { update_id: 2 }));

    const [toOwner, toOthers] = htmlOf(world.sent);
    expect(toOwner).toMatch(ofReports);
    expect(toOwner?.startsWith(`${toOthers}\n\n`)).toBe(true);
  });

  it.each(['/privacy', '/forget'])('is not said to others after %s', async (text) => {
    const world = new World();

    await world.deliver(messageUpdate({ text }));

    expect(htmlOf(world.sent)[0]).not.toMatch(/owners\.|45 days/);
  });
});

type Field = keyof typeof usageFields | keyof typeof membershipFields;

/** The words of `/privacy` for each field that says something about a person. */
const words: readonly (readonly [Field, RegExp])[] = [
  ['is_group', /in private or in a group/],
  ['chat_type', /in private or in a group/],
  ['is_new_user', /days after your first request/],
  ['user_age_days', /days after your first request/],
  ['update_type', /by a message or a button/],
  ['command', /which command/],
  ['language_code', /the language of your app/],
  ['source', /the name of the link/],
  ['user', /you and your chat appear only as a code/i],
  ['chat', /you and your chat appear only as a code/i],
  ['outcome', /how it went/],
  ['change', /when I am blocked or unblocked, and when I am added to a group or channel or removed/],
];

it.each(words)('/privacy has words for the field %s of records', async (_field, ofField) => {
  const world = new World();

  await world.deliver(messageUpdate({ text: '/privacy' }));

  expect(htmlOf(world.sent)[0]).toMatch(ofField);
});
