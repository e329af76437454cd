import { createInterface } from 'node:readline/promises';

import type { Interruption } from './interruption.ts';

/** Where to ask, and where the answer comes from. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly interruption: Interruption;
}

/** @returns Whether the person has typed "yes"; not when the input ends or they stop. */
export async function askYes(question: string, { input, output, interruption }: Terminal): Promise<boolean> {
  // Not as a terminal: readline would take Ctrl-C for itself.
  const lines = createInterface({ input, terminal: false });
  output.write(question);
  try {
    const answer = await interruption.during(
      () => lines.close(),
      () =>
        new Promise<string>((resolve) => {
          lines.once('line', resolve);
          lines.once('close', () => resolve(''));
        }),
    );
    interruption.check();
    return answer.trim() === 'yes';
  } finally {
    lines.close();
  }
}
