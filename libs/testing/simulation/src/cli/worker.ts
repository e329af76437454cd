import { type MessagePort } from 'node:worker_threads';

import { type WorldResult, runWorlds } from '../world/run-worlds';
import { type WorldsReport } from './report-of-worlds';
import { Tally } from './tally';
import { type Chunk, type WorkerMessage, type WorkerSettings } from './worker-messages';
import { worldOf } from './world-of';

const reportEveryMs = 200;

/**
 * Runs the chunks of seeds that arrive at a port and reports what became of them.
 *
 * @param clock - Real time: how often it reports has no influence on what it reports in the end.
 */
export function serveChunks(
  port: MessagePort,
  settings: WorkerSettings,
  clock: { readonly nowMs: () => number },
): void {
  const send = (message: WorkerMessage): void => port.postMessage(message);
  port.on('message', (chunk: Chunk) => {
    void runChunk(chunk).then(() => send({ type: 'idle' }));
  });
  send({ type: 'idle' });

  async function runChunk({ firstSeed, count }: Chunk): Promise<void> {
    let collected = new Collected();
    let reportedAtMs = clock.nowMs();
    const report = (): void => {
      send({ type: 'report', report: collected.report() });
      collected = new Collected();
      reportedAtMs = clock.nowMs();
    };
    await runWorlds(
      (index) => (index < count ? worldOf(settings, firstSeed + index) : undefined),
      (result) => {
        collected.add(result);
        if (clock.nowMs() - reportedAtMs >= reportEveryMs) report();
      },
    );
    report();
  }
}

class Collected {
  readonly #tally = new Tally();
  readonly #hashes: (readonly [number, string])[] = [];

  add(result: WorldResult): void {
    this.#tally.addWorld(result);
    this.#hashes.push([result.seed, result.traceHash]);
  }

  report(): WorldsReport {
    const { statistics, violationCounts, brokenCount, broken } = this.#tally;
    return { hashes: this.#hashes, statistics, violationCounts, brokenCount, broken };
  }
}
