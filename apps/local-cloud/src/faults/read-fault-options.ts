import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { FaultPlanError, isFaultPresetName, parseFaultPlan } from '@pulso/fault-plans';

import { UsageError } from '../demo/errors';
import { type PlannedFaults } from './inject-faults';

/** The lines about faults in the help of a command. */
export const faultUsage = `  --faults FILE|SPEC  let things go wrong: none, default, hell, or rules like
                      duplicate:run-events@0.2,kill:query-worker@0.1x3,slow:telegram.sendMessage=2s
                      (kind:target[=duration][@probability][xlimit]); FILE holds the same or JSON
  --faults-seed N     which of them are struck (default 1)`;

/** Node's parseArgs options of every command that injects faults. */
export const faultArguments = { faults: { type: 'string' }, 'faults-seed': { type: 'string' } } as const;

const largestSeed = 2 ** 32 - 1;

/** No plan needs more, and a device or a log must not be read to its end. */
const maxFileBytes = 1_000_000;

/**
 * Reads `--faults` and `--faults-seed`.
 *
 * A name of a preset is that preset; else, when there is such a file, its content counts; else the text itself.
 *
 * @param folder - To which a relative FILE is relative.
 * @returns undefined when no faults were asked for.
 * @throws {UsageError} The plan, the file or the seed is not usable.
 */
export function readFaultOptions(
  values: { readonly faults?: string | undefined; readonly 'faults-seed'?: string | undefined },
  folder: string,
): PlannedFaults | undefined {
  const { faults, 'faults-seed': seedText } = values;
  if (faults === undefined) {
    if (seedText === undefined) return undefined;
    throw new UsageError('--faults-seed means nothing without --faults.');
  }
  const seed = seedText === undefined ? 1 : readSeed(seedText);
  const { text, source } = readText(faults, folder);
  try {
    return { plan: parseFaultPlan(text, 'local-cloud'), seed };
  } catch (error) {
    if (!(error instanceof FaultPlanError)) throw error;
    throw new UsageError(`${source}: ${error.message}`);
  }
}

function readText(faults: string, folder: string): { text: string; source: string } {
  const source = '--faults';
  if (faults === '' || isFaultPresetName(faults)) return { text: faults, source };
  const file = resolve(folder, faults);
  if (existsSync(file)) return { text: readSmallFile(file), source: file };
  // A mistyped name of a file must not be explained as a mistyped rule.
  if (/[:,{]/.test(faults)) return { text: faults, source };
  const shown = faults.slice(0, 200);
  throw new UsageError(`--faults: "${shown}" is no file, no rule, and none of the presets none, default and hell.`);
}

function readSmallFile(file: string): string {
  const stats = statSync(file);
  if (!stats.isFile() || stats.size > maxFileBytes) {
    throw new UsageError(`--faults: ${file} is no file of at most ${maxFileBytes} bytes.`);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--faults: ${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d{1,10}$/.test(text) && seed <= largestSeed) return seed;
  throw new UsageError(`--faults-seed must be a whole number from 0 to ${largestSeed}, got "${text.slice(0, 60)}".`);
}
