import { createProgress } from './progress';

function screen({ isTTY, isPlain = false }: { isTTY: boolean; isPlain?: boolean }) {
  const time = { nowMs: 0 };
  const texts: string[] = [];
  const stream = { isTTY, write: (text: string) => texts.push(text) };
  const progress = createProgress(stream, { seedCount: 2_000, isPlain, clock: { nowMs: () => time.nowMs } });
  const update = (atMs: number, seedCount: number, brokenCount = 0) => {
    time.nowMs = atMs;
    progress.update({ seedCount, runCount: 2 * seedCount, brokenCount });
  };
  return { progress, texts, update };
}

describe('createProgress', () => {
  it('draws a bar on a terminal with what is done, how fast, and how long it will take', () => {
    const { texts, update } = screen({ isTTY: true });

    update(1_000, 500);

    expect(texts).toEqual(['\r  ██████░░░░░░░░░░░░░░░░░░ 500 of 2,000 seeds, 1,000 runs/s, 0:03 left']);
  });

  it('draws no more than ten bars a second and wipes the last one', () => {
    const { progress, texts, update } = screen({ isTTY: true });

    for (let atMs = 1; atMs <= 1_000; atMs += 1) update(atMs, atMs);
    progress.end();

    expect(texts.length).toBeGreaterThan(8);
    expect(texts.length).toBeLessThan(13);
    expect(texts.at(-1)).toMatch(/^\r +\r$/);
  });

  it('covers the longer line that stood there before', () => {
    const { texts, update } = screen({ isTTY: true });

    update(1_000, 1);
    update(2_000, 1_999);

    expect(texts[1]?.length).toBeGreaterThanOrEqual(texts[0]?.length ?? 0);
  });

  it.each([[{ isTTY: false }], [{ isTTY: true, isPlain: true }]])('writes a line every ten seconds for %j', (kind) => {
    const { progress, texts, update } = screen(kind);

    update(9_999, 100);
    update(10_000, 1_000, 3);
    update(19_000, 1_500);
    progress.end();

    expect(texts).toEqual(['Running 2,000 seeds...\n', '1,000 of 2,000 seeds, 200 runs/s, 3 BROKEN, 0:10 left\n']);
  });
});
