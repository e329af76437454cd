import { InvalidPolicyError } from '@pulso/world/permissions';
import { UsageError } from '@pulso/adapters/node-runtime';

import { demoUsage, parseDemoOptions } from './demo/demo-options';
import { type ProgressStream } from './demo/progress';
import { runDemo } from './demo/run-demo';
import { LocalCloudError, BadUpdateLineError } from './errors';
import { runStart } from './start/run-start';
import { parseStartOptions, startUsage } from './start/start-options';

/** Where the program prints, and where its caller stands. */
interface Surroundings {
  readonly out: ProgressStream;
  readonly progress: ProgressStream;
  /** Names of files start here. */
  readonly folder: string;
  /** Epoch ms. */
  readonly nowMs: number;
}

/**
 * Runs one command of the local cloud; a failure is one line of `progress`, and a defect its stack.
 *
 * @returns The exit status: 2 for a command line that can't be meant, 1 for another failure.
 */
export async function runLocalCloud(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await runCommand(args, surroundings);
  } catch (error) {
    const isUsage = error instanceof UsageError || error instanceof BadUpdateLineError;
    const isExpected = isUsage || error instanceof LocalCloudError || error instanceof InvalidPolicyError;
    const text = error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
    surroundings.progress.write(`${text}\n`);
    return isUsage ? 2 : 1;
  }
}

async function runCommand([command, ...args]: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, progress, folder, nowMs } = surroundings;
  switch (command) {
    case 'demo': {
      const options = parseDemoOptions(args, { nowMs, folder });
      if (options) return await runDemo(options, { out, progress, folder });
      out.write(`${demoUsage}\n`);
      return 0;
    }
    case 'start': {
      const options = parseStartOptions(args, folder);
      if (options) return await runStart(options, { out });
      out.write(`${startUsage}\n`);
      return 0;
    }
    default:
      throw new UsageError(`Unknown command "${command ?? ''}": demo or start.`);
  }
}
