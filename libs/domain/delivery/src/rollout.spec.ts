import { contentOf, deliverMessage, destination, mailingList, reportUpdate, runId, webhook } from './testing/factories';
import { leaseMs } from './lease-time';
import { repeatedMark } from './testing/fake-telegram';
import { World } from './testing/world';

const pigeon = { type: 'carrier-pigeon', loft: 'north' };

describe('a destination of a kind that only a later version knows', () => {
  it('returns to the queue, and the others are served', async () => {
    const world = new World();
    world.enqueue(reportUpdate({ destinations: [pigeon, destination(), mailingList(), webhook()] }));

    await world.drain();

    expect(world.telegram.messages).toHaveLength(1);
    expect(world.posts.arrived).toHaveLength(2);
    expect(world.queue.deadLetters.map((body) => JSON.parse(body))).toMatchObject([
      { type: 'deliver', destination: pigeon },
    ]);
    expect(world.logLines.join()).toMatch(/UnknownDestinationKindError.*carrier-pigeon/);
  });

  it('is served by the later version when it is alone, for the message comes back as it was', async () => {
    const world = new World();

    expect(await world.process(reportUpdate({ destinations: [pigeon] }))).toEqual([0]);

    expect(world.sent).toEqual([]);
    expect(world.store.items.size).toBe(0);
  });
});

describe('a message of an aggregator that knows nothing of histories, charts and buttons', () => {
  it('is shown as a report without them', async () => {
    const world = new World();
    const old = {
      schemaVersion: 1,
      type: 'deliver',
      runId,
      revision: 3,
      content: {
        reportId: 'daily-usage',
        title: { en: 'Daily usage' },
        state: 'complete',
        windowStartMs: Date.parse('2026-11-24T12:25:00Z'),
        windowEndMs: Date.parse('2026-11-25T12:25:00Z'),
        values: [{ queryId: 'calls', title: { en: 'Calls' }, value: 7 }],
        missing: [],
      },
      destination: { type: 'telegram', chatId: '-100777000111', showsProgress: false, language: 'es-mx' },
    };

    expect(await world.process(old)).toEqual([]);

    expect(world.telegram.messages).toMatchObject([{ text: expect.stringMatching(/7/) }]);
    expect(world.telegram.messages[0]?.buttons ?? []).toEqual([]);
  });
});

describe('a delivery that an earlier version has stored', () => {
  it('is sent again where a send of that version has no answer, which is counted from then on', async () => {
    const world = new World();
    const untilMs = world.nowMs + 60_000;
    const lease = { id: '', messageId: '', revision: -1, takenAtMs: untilMs - leaseMs, untilMs };
    await world.store.write(
      { runId, destinationKey: 'telegram:-100777000111', part: 0 },
      { delivery: { lease, sendIntent: true }, token: 't', replaces: undefined, expiresAtSeconds: 1e10 },
    );
    world.telegram.treatments = Array.from({ length: 9 }, () => ({ kind: 'answer-lost' }));

    world.enqueue(deliverMessage(3));
    await world.drain();

    expect(world.telegram.sendTimesMs[0]).toBeGreaterThanOrEqual(untilMs);
    expect(world.telegram.textsIn('-100777000111').map((text) => text.includes(repeatedMark))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(world.queue.deadLetters).toEqual([]);
  });

  it('goes on as an edit', async () => {
    const world = new World();
    world.telegram.show('-100777000111', 55, 'as it was');
    await world.store.write(
      { runId, destinationKey: 'telegram:-100777000111', part: 0 },
      { delivery: { messageId: 55, deliveredRevision: 2 }, token: 't', replaces: undefined, expiresAtSeconds: 1e10 },
    );

    await world.process(deliverMessage(3, { content: { ...contentOf(3), chart: true } }));

    expect(world.telegram.textsIn('-100777000111')).toEqual([expect.stringContaining('3')]);
    expect(world.telegram.picturesIn('-100777000111')).toHaveLength(1);
  });
});
