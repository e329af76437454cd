import { callbackUpdate, group, htmlOf, messageUpdate, person } from '../testing/factories';
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
    expect(htmlOf(world.sent)[1]).toMatch(/^Done: .*after 90 days/);
    expect(world.records[1]).toMatchObject({ command: 'forget', is_new_user: 0, outcome: 'answered' });
    expect(world.records[1]).not.toHaveProperty('user_age_days');
  });

  it('makes the next request the first one', async () => {
    const world = new World();

    for (const update of [hello(1), forget(2), hello(3), hello(4)]) await world.deliver(update);

    expect(world.records.map(({ is_new_user }) => is_new_user)).toEqual([1, 0, 1, 0]);
  });

  it('says that any use begins anew, which a pressed button is not', async () => {
    const world = new World();
    await world.deliver(forget(1));

    await world.deliver(callbackUpdate());

    expect(world.users.size).toBe(0);
    expect(htmlOf(world.sent)[0]).toMatch(/If you use me again, you are new to me\.$/);
  });

  it('leaves nothing of a person whom the bot has not met', async () => {
    const world = new World();

    await world.deliver(forget(1));

    expect(world.users.size).toBe(0);
    expect(world.records).toMatchObject([{ is_new_user: 0 }]);
    expect(world.sent).toHaveLength(1);
  });

  it('is the same when a handler has died after it and Telegram delivers it again', async () => {
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

  it('forgets no other person, and not who says it to another bot', async () => {
    const world = new World();
    await world.deliver(hello(1));

    await world.deliver(forget(2, { from: person({ id: 7 }) }));
    await world.deliver(forget(3, { text: '/forget@OtherBot', chat: group }));

    expect(world.users.size).toBe(1);
  });
});
