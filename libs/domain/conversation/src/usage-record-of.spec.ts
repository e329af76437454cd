import { createSpecWorld } from './testing/world';
import { group, messageUpdate, person } from './testing/factories';

describe('the usage record', () => {
  it('says what happened, by pseudonyms', async () => {
    const world = createSpecWorld({ runUpdate: async () => ({ type: 'settled', outcome: 'answered' }) });

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
        chat: expect.stringMatching(/^[0-9a-f]{16}$/),
        outcome: 'answered',
        update_id: 880000001,
        Requests: 1,
        HandlerDuration: 0,
      },
    ]);
  });

  it('has the time from the arrival of the call to the end of the answer', async () => {
    const world = createSpecWorld({
      runUpdate: async () => {
        world.passMs(41);
        return { type: 'settled', outcome: 'answered' };
      },
    });

    await world.deliver(messageUpdate());

    expect(world.records).toMatchObject([{ HandlerDuration: 41 }]);
  });

  it('calls a person new on the first request only', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate());
    await world.deliver(messageUpdate({}, { update_id: 2 }));
    await world.deliver(messageUpdate({ from: person({ id: 7 }) }, { update_id: 3 }));

    expect(world.records.map(({ is_new_user }) => is_new_user)).toEqual([1, 0, 1]);
  });

  it('and every log line hold no id, name or text of a person', async () => {
    const world = createSpecWorld();
    world.startResults.push({ type: 'refused', reason: '404' }, { type: 'refused', reason: '404' });
    const from = person({ id: 1001, first_name: 'TAINTED', username: 'TAINTED', last_name: 'TAINTED' });
    const taintedGroup = { ...group, title: 'TAINTED' };

    await world.deliver(messageUpdate({ text: '/report TAINTED', from, chat: taintedGroup }));
    await world.deliver(messageUpdate({ text: 'TAINTED', from: 'TAINTED' }, { update_id: 2, TAINTED: 1 }));
    await world.deliver({ update_id: 3, edited_message: { text: 'TAINTED' } });
    await world.deliver({ update_id: 4, message: { TAINTED: 'TAINTED' } }, { headers: { TAINTED: 'TAINTED' } });

    const left = `${world.lines.join('\n')}\n${JSON.stringify(world.records)}`;
    expect(left).not.toMatch(/TAINTED|9876543210|"1001"|:1001\b/);
    expect(world.records).toHaveLength(1);
  });

  it('that cannot be written does not make the bot reply again', async () => {
    const world = createSpecWorld({ recordUsage: () => Promise.reject(new Error('stdout is closed')) });

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.lines.join()).toContain('usage-not-recorded');
  });
});
