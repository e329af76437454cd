import { duration, grouped } from './format-numbers';

/** Where progress goes: standard error, so that standard output is the result. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How far many worlds have come. */
export interface Done {
  readonly seedCount: number;
  readonly runCount: number;
  /** Worlds that broke a promise. */
  readonly brokenCount: number;
}

export interface Progress {
  update(done: Done): void;
  /** Nothing more will be said. */
  end(): void;
}

const barWidth = 24;
const redrawEveryMs = 100;
const lineEveryMs = 10_000;

/**
 * Shows progress: a bar that is drawn anew on a terminal, a line every ten seconds elsewhere.
 *
 * @param isPlain - Lines even on a terminal: continuous integration shows every redrawn bar as a line of its own.
 * @param clock - Real time, epoch ms.
 */
export function createProgress(
  stream: ProgressStream,
  { seedCount, isPlain, clock }: { seedCount: number; isPlain: boolean; clock: { readonly nowMs: () => number } },
): Progress {
  const hasBar = stream.isTTY === true && !isPlain;
  const startMs = clock.nowMs();
  let shownAtMs = hasBar ? startMs - redrawEveryMs : startMs;
  let width = 0;
  if (!hasBar) stream.write(`Running ${grouped(seedCount)} ${seedCount === 1 ? 'seed' : 'seeds'}...\n`);

  const describe = (done: Done): string => {
    const elapsedMs = Math.max(1, clock.nowMs() - startMs);
    const rate = (done.runCount * 1000) / elapsedMs;
    const leftMs = done.seedCount === 0 ? undefined : (elapsedMs * (seedCount - done.seedCount)) / done.seedCount;
    const broken = done.brokenCount === 0 ? '' : `, ${grouped(done.brokenCount)} BROKEN`;
    const left = leftMs === undefined ? '' : `, ${duration(leftMs)} left`;
    return `${grouped(done.seedCount)} of ${grouped(seedCount)} seeds, ${grouped(rate)} runs/s${broken}${left}`;
  };

  return {
    update: (done) => {
      const nowMs = clock.nowMs();
      if (nowMs - shownAtMs < (hasBar ? redrawEveryMs : lineEveryMs)) return;
      shownAtMs = nowMs;
      const text = describe(done);
      if (!hasBar) return void stream.write(`${text}\n`);
      const filled = Math.round((done.seedCount / seedCount) * barWidth);
      const line = `  ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${text}`;
      stream.write(`\r${line.padEnd(width)}`);
      width = line.length;
    },
    end: () => {
      if (width > 0) stream.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}
