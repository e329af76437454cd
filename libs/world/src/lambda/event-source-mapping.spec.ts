import { createLocalClock } from '../time';
import { EventSourceMapping, failedMessages } from './event-source-mapping';
import { type InvocationEnd } from './function-environments';

const startMs = Date.parse('2026-11-25T12:00:00Z');
const batch = ['a', 'b', 'c'].map((messageId) => ({ messageId }));

/** @param ends - Of the invocations, in their order; the last one again and again. */
async function take(ends: readonly InvocationEnd[], reportsBatchItemFailures = true) {
  const clock = createLocalClock({ startMs });
  const invokedAt: number[] = [];
  const settled: { readonly atSeconds: number; readonly failed: string[] }[] = [];
  const seconds = (): number => Math.floor((clock.nowMs() - startMs) / 1_000);
  const mapping = new EventSourceMapping<(typeof batch)[number]>({
    clock,
    maximumConcurrency: 1,
    visibilityTimeoutSeconds: 120,
    reportsBatchItemFailures,
    invoke: (_batch, onEnd) => {
      invokedAt.push(seconds());
      const end = ends[invokedAt.length - 1] ?? ends.at(-1);
      if (end) onEnd(end);
    },
    settle: (_batch, failed) => settled.push({ atSeconds: seconds(), failed: [...failed] }),
  });
  mapping.take(batch);
  const hadRoom = mapping.hasRoom;
  await clock.runUntil(startMs + 3_600_000);
  clock.stop();
  return { invokedAt, settled, hadRoom, hasRoom: mapping.hasRoom };
}

const throttled: InvocationEnd = { status: 'throttled' };

describe('a mapping', () => {
  it('returns the messages that the function names', async () => {
    const end: InvocationEnd = { status: 'success', value: { batchItemFailures: [{ itemIdentifier: 'b' }] } };

    expect(await take([end])).toMatchObject({ invokedAt: [0], settled: [{ failed: ['b'] }], hasRoom: true });
    expect(await take([end], false)).toMatchObject({ settled: [{ failed: [] }] });
  });

  it.each<InvocationEnd>([{ status: 'error', error: 'broken' }, { status: 'killed' }])(
    'returns the whole batch after %j',
    async (end) => {
      expect(await take([end])).toMatchObject({ settled: [{ failed: ['a', 'b', 'c'] }] });
      expect(await take([end], false)).toMatchObject({ settled: [{ failed: ['a', 'b', 'c'] }] });
    },
  );

  it('retries a throttled batch after growing pauses, and has no room meanwhile', async () => {
    const { invokedAt, settled, hadRoom } = await take([
      throttled,
      throttled,
      throttled,
      { status: 'success', value: {} },
    ]);

    expect(invokedAt).toEqual([0, 1, 3, 7]);
    expect(settled).toEqual([{ atSeconds: 7, failed: [] }]);
    expect(hadRoom).toBe(false);
  });

  it('lets a batch go when its visibility timeout ends', async () => {
    const { invokedAt, settled, hasRoom } = await take([throttled]);

    expect(invokedAt.at(-1)).toBeLessThan(120);
    expect(settled).toEqual([{ atSeconds: 120, failed: ['a', 'b', 'c'] }]);
    expect(hasRoom).toBe(true);
  });
});

describe('failedMessages', () => {
  const failed = (answer: unknown): string[] => [...failedMessages(['a', 'b', 'c'], answer)];

  it.each([[null], [{}], [{ batchItemFailures: null }], [{ batchItemFailures: [] }], [{ somethingElse: [1] }]])(
    'are none of the batch after %j',
    (answer) => {
      expect(failed(answer)).toEqual([]);
    },
  );

  it('is what was named', () => {
    expect(failed({ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'b' }] })).toEqual(['b']);
  });

  it.each([
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }],
    [{ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: '' }] }],
    [{ batchItemFailures: [{ itemIdentifier: 1 }] }],
    [{ batchItemFailures: [{ itemId: 'a' }] }],
    [{ batchItemFailures: ['a'] }],
    [{ batchItemFailures: [null] }],
    [{ batchItemFailures: 'a' }],
    ['done'],
    [[]],
    [7],
  ])('is the whole batch after %j', (answer) => {
    expect(failed(answer)).toEqual(['a', 'b', 'c']);
  });
});
