import { messageUpdate, privateChat } from '../testing/factories';
import { World } from '../testing/world';

/** The photos of an album come as one update each, whose messages have the id of the group in common. */
const photo = (updateId: number, message: Record<string, unknown> = {}) =>
  messageUpdate({ text: undefined, photo: [], media_group_id: '13579', ...message }, { update_id: updateId });

describe('photos that are sent together', () => {
  it('are one request with one answer, in the chat in which they came', async () => {
    const world = new World();

    for (const updateId of [1, 2, 3]) await world.deliver(photo(updateId));
    await world.deliver(photo(4, { chat: { ...privateChat, id: 77 } }));

    expect(world.sent.map(({ chatId }) => chatId)).toEqual([privateChat['id'], 77]);
    expect(world.records.map(({ update_id }) => update_id)).toEqual([1, 4]);
  });

  it('are answered by the first of them that gets through', async () => {
    const world = new World();
    world.sendOutcomes.push({ status: 'not-sent', reason: 'ECONNREFUSED' });

    const codes: number[] = [];
    for (const updateId of [1, 2, 1]) codes.push((await world.deliver(photo(updateId))).statusCode);

    expect(codes).toEqual([503, 200, 200]);
    expect(world.records.map(({ update_id }) => update_id)).toEqual([2]);
  });

  it.each([undefined, '', 'x'.repeat(65), 13579])(
    'are requests of their own with the id %j',
    async (media_group_id) => {
      const world = new World();

      for (const updateId of [1, 2]) await world.deliver(photo(updateId, { media_group_id }));

      expect(world.sent).toHaveLength(2);
    },
  );

  it('leave nothing in their claim that names the chat', async () => {
    const claimIds: string[] = [];
    const world = new World();
    const { claims } = world.deps;
    const watched = new World({
      claims: { ...claims, claim: (attempt) => (claimIds.push(attempt.claimId), claims.claim(attempt)) },
    });

    await watched.deliver(photo(1));

    expect(claimIds).toEqual([expect.stringMatching(/^album-[0-9a-f]{64}$/)]);
    expect(claimIds.join()).not.toContain(String(privateChat['id']));
  });
});
