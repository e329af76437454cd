import { Kernel } from '../kernel/kernel';
import { type InvocationEnd } from '../lambda/lambda-function';
import { invokeForMapping } from './event-source-mapping';

const visibilityTimeoutSeconds = 120;

/** Invokes a function that refuses its first calls. @returns When it was called and when the mapping was done, ms. */
function invoke(refusedCount: number) {
  const kernel = new Kernel({ seed: 1, startMs: 0 });
  const calledAtMs: number[] = [];
  const ends: (readonly [atMs: number, status: InvocationEnd['status']])[] = [];
  const consumer = {
    invoke: (_event: unknown, onEnd: (end: InvocationEnd) => void) => {
      calledAtMs.push(kernel.nowMs);
      onEnd(calledAtMs.length > refusedCount ? { status: 'success', value: {} } : { status: 'throttled' });
    },
  };
  invokeForMapping({ kernel, consumer, visibilityTimeoutSeconds }, { Records: [] }, ({ status }) =>
    ends.push([kernel.nowMs, status]),
  );
  while (kernel.step()) if (kernel.eventCount > 1_000) throw new Error(`At ${kernel.nowMs} ms there is still no end.`);
  return { calledAtMs, ends };
}

describe('a mapping', () => {
  it('invokes once what has room', () => {
    expect(invoke(0)).toEqual({ calledAtMs: [0], ends: [[0, 'success']] });
  });

  it('tries a refused batch again after growing pauses', () => {
    expect(invoke(3)).toEqual({ calledAtMs: [0, 1_000, 3_000, 7_000], ends: [[7_000, 'success']] });
  });

  it('lets a batch go when its visibility timeout ends', () => {
    const { calledAtMs, ends } = invoke(Infinity);

    expect(calledAtMs.at(-1)).toBeLessThan(120_000);
    expect(ends).toEqual([[120_000, 'throttled']]);
  });
});
