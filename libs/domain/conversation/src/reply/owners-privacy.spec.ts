import { group, htmlOf, messageUpdate, owner, ownerChat } from '../testing/factories';
import { World } from '../testing/world';

const ofReports = /ID of our chat.*another code.*45 days.*\/forget does not.*time of your request/s;
const byOwner = { chat: ownerChat, from: owner() };

describe('what is kept with the reports of an owner', () => {
  it.each([
    ['/privacy', 'in private', byOwner],
    ['/privacy', 'in a group', { ...byOwner, chat: group }],
    ['/forget', 'in private', byOwner],
  ])('is said after %s %s, below what is true of everyone', async (text, _where, from) => {
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
