/** Says how far a demo has come. */
export interface Progress {
  /** A new step begins. */
  step(text: string): void;
  /** So many of so many are done. */
  update(doneCount: number, totalCount: number, unit: string): void;
  /** Nothing more will be said. */
  end(): void;
}

/** Where progress goes: standard error, so that standard output is the report. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const barWidth = 24;

/**
 * Shows progress: a bar that is drawn anew on a terminal, a line per tenth elsewhere, nothing when `quiet`.
 */
export function createProgress(stream: ProgressStream, quiet: boolean): Progress {
  if (quiet) return { step: () => undefined, update: () => undefined, end: () => undefined };
  let openBar = false;
  let lastTenth = 0;
  const closeBar = (): void => {
    if (openBar) stream.write('\n');
    openBar = false;
  };
  return {
    step: (text) => {
      closeBar();
      lastTenth = 0;
      stream.write(`${text}\n`);
    },
    update: (doneCount, totalCount, unit) => {
      const share = totalCount === 0 ? 1 : doneCount / totalCount;
      if (stream.isTTY) {
        const filled = Math.round(share * barWidth);
        stream.write(`\r  ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${doneCount}/${totalCount} ${unit}`);
        openBar = true;
        return;
      }
      const tenth = Math.floor(share * 10);
      if (tenth > lastTenth) stream.write(`  ${doneCount}/${totalCount} ${unit}\n`);
      lastTenth = Math.max(tenth, lastTenth);
    },
    end: closeBar,
  };
}

/**
 * Says in one line how far something is, anew at each step and each tenth of it.
 *
 * @param say - undefined: it is over.
 */
export function progressInALine(say: (line: string | undefined) => void): Progress {
  let step = '';
  const { update } = createProgress({ write: (count) => say(`${step} ${count.trim()}`) }, false);
  return {
    step: (text) => {
      step = text;
      say(step);
    },
    update,
    end: () => say(undefined),
  };
}
