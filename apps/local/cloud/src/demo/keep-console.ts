import { type Console } from '../console/start-console';
import { type ProgressStream } from './progress';

/** Ends a demo on a terminal, whose reader may want to see more. */
export const keepAdvice = 'See this run in the browser: npm run demo -- --keep';

interface KeptConsole {
  /** Starts it. */
  serve(): Promise<Console>;
  /** What to open; undefined when the run was never stored. */
  readonly runId: string | undefined;
  readonly out: ProgressStream;
  /** Resolves when the person has seen enough. */
  readonly interrupted: Promise<unknown>;
}

/**
 * Serves the console of a demo that is over until the person ends it.
 *
 * @throws {LocalCloudError} There is no port for it.
 */
export async function keepConsole({ serve, runId, out, interrupted }: KeptConsole): Promise<void> {
  const served = await serve();
  out.write(`\nThe run in the browser, until Ctrl-C:\n\n  ${runLink(served.url, runId)}\n`);
  await interrupted;
  await served.close();
}

/**
 * @param consoleUrl - Ends with a slash.
 * @param runId - Absent: the list of runs.
 * @returns The address of a run's page.
 */
const runLink = (consoleUrl: string, runId: string | undefined): string =>
  `${consoleUrl}#/runs${runId === undefined ? '' : `/${encodeURIComponent(runId)}`}`;
