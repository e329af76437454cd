import { membershipFields, usageFields } from '@pulso/contracts/usage-metrics';
import { dayMs } from '@pulso/kit/time';

import { commandList } from './commands/command-list';
import { group, membershipUpdate, messageUpdate, person } from './testing/factories';
import { quizCommands } from './testing/quiz';
import { World } from './testing/world';

const answered = { type: 'settled', outcome: 'answered' } as const;

describe('the usage record', () => {
  it('says what happened, by pseudonyms', async () => {
    const world = new World({ runUpdate: async () => answered });

    await world.deliver(messageUpdate({ text: '/help@PulsoDemoBot me', chat: group, from: person({ is_bot: false }) }));

    expect(world.records).toEqual([
      {
        event: 'request',
        schemaVersion: 1,
        is_group: 1,
        is_new_user: 1,
        update_type: 'message',
        command: 'help',
        chat_type: 'supergroup',
        language_code: 'en',
        user: expect.stringMatching(/^[0-9a-f]{16}$/),
        user_age_days: 0,
        people_in_all: 1,
        chat: expect.stringMatching(/^[0-9a-f]{16}$/),
        group: expect.stringMatching(/^[0-9a-f]{16}$/),
        outcome: 'answered',
        update_id: 880000001,
        Requests: 1,
        HandlerDuration: 0,
      },
    ]);
  });

  it('has every field that a question may ask about, in one request or another', async () => {
    const failing = new World({ runUpdate: async () => ({ ...answered, failure: 'not https' }) });
    const world = new World({ commands: commandList(quizCommands) });

    await failing.deliver(messageUpdate());
    await world.deliver(messageUpdate({ text: '/start promo_x', chat: group }));
    await world.deliver(messageUpdate({ text: '/quiz' }, { update_id: 2 }));
    await world.deliver(messageUpdate({ text: 'Ada' }, { update_id: 3 }));
    await world.deliver(membershipUpdate('left', 'member'));

    const filled = new Set(
      [...failing.records, ...world.records, ...world.memberships].flatMap((record) => Object.keys(record)),
    );
    const empty = Object.keys({ ...usageFields, ...membershipFields }).filter((field) => !filled.has(field));
    if (empty.length > 0) {
      const advice = 'Fill it in usage-record-of.ts, and make here the request that has it';
      throw new Error(`No record has ${empty.join(', ')}, so that questions about it answer 0 every day. ${advice}.`);
    }
  });

  it('has the time from the arrival of the call to the end of the answer', async () => {
    const world = new World({
      runUpdate: async () => {
        world.passMs(41);
        return answered;
      },
    });

    await world.deliver(messageUpdate());

    expect(world.records).toMatchObject([{ HandlerDuration: 41 }]);
  });

  it('says how many days ago a person was first seen, however often the first update is handled', async () => {
    const handlers = [() => Promise.reject(new Error('out of memory'))];
    const world = new World({ runUpdate: () => handlers.shift()?.() ?? Promise.resolve(answered) });

    await world.deliver(messageUpdate());
    world.passMs(dayMs - 1);
    await world.deliver(messageUpdate());
    world.passMs(6 * dayMs);
    await world.deliver(messageUpdate({}, { update_id: 2 }));
    world.passMs(1_000 * dayMs);
    await world.deliver(messageUpdate({}, { update_id: 3 }));

    expect(world.records.map(({ is_new_user, user_age_days }) => [is_new_user, user_age_days])).toEqual([
      [1, 0],
      [0, 7],
      [0, 400],
    ]);
  });

  it('has the age on the day when it is written, even if the day ends before the answer', async () => {
    let answeringMs = 0;
    const world = new World({
      runUpdate: async () => {
        world.passMs(answeringMs);
        return answered;
      },
    });

    await world.deliver(messageUpdate());
    // Ten in the morning, until a second before midnight.
    world.passMs(14 * 60 * 60_000 - 1_000);
    answeringMs = 2_000;
    await world.deliver(messageUpdate({}, { update_id: 2 }));

    expect(world.records.map(({ user_age_days }) => user_age_days)).toEqual([0, 1]);
  });

  it('has a sane age where clocks differ', async () => {
    const world = new World({
      meetUser: async (_user, { alias }) => ({ isNew: false, firstSeenDay: 99_999, alias, peopleCount: 1 }),
    });

    await world.deliver(messageUpdate());

    expect(world.records[0]).toMatchObject({ user_age_days: 0 });
  });

  it('says where a person who starts the bot comes from', async () => {
    const world = new World();

    await world.deliver(messageUpdate({ text: '/start Promo_X' }));
    await world.deliver(messageUpdate({ text: '/start' }, { update_id: 2 }));
    await world.deliver(messageUpdate({ text: '/help promo_x' }, { update_id: 3 }));

    expect(world.records.map(({ source }) => source)).toEqual(['promo_x', undefined, undefined]);
    expect(world.sent[0]?.text).toEqual(world.sent[1]?.text);
  });

  it('and every log line hold no id, name or text of a person', async () => {
    const world = new World();
    world.startResults.push({ type: 'refused', reason: '404' }, { type: 'refused', reason: '404' });
    const from = person({ id: 1001, first_name: 'TAINTED', username: 'TAINTED', last_name: 'TAINTED' });
    const taintedGroup = { ...group, title: 'TAINTED' };

    await world.deliver(messageUpdate({ text: '/report TAINTED', from, chat: taintedGroup }));
    await world.deliver(messageUpdate({ text: 'TAINTED', from: 'TAINTED' }, { update_id: 2, TAINTED: 1 }));
    await world.deliver({ update_id: 3, edited_message: { text: 'TAINTED' } });
    await world.deliver({ update_id: 4, message: { TAINTED: 'TAINTED' } }, { headers: { TAINTED: 'TAINTED' } });

    const left = `${world.lines.join('\n')}\n${JSON.stringify(world.records)}`;
    expect(left).not.toMatch(/TAINTED|9876543210|"1001"|:1001\b/);
    expect([world.outcomesWithoutRecord.length, world.records]).toEqual([1, []]);
  });

  it('that cannot be written does not make the bot reply again', async () => {
    const world = new World({ recordUsage: () => Promise.reject(new Error('stdout is closed')) });

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.lines.join()).toMatch(/"level":"ERROR","event":"usage-not-recorded"/);
  });
});
