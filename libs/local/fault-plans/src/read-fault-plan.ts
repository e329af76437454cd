import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { UsageError } from '@pulso/operator/command-line';

import { type FaultHost } from './check-rule';
import { FaultPlanError } from './errors';
import { type FaultPlan } from './fault-plan';
import { isFaultPresetName } from './fault-presets';
import { parseFaultPlan } from './parse-fault-plan';

/** No plan needs more, and a device or a log must not be read to its end. */
const maxFileBytes = 1_000_000;

/**
 * Reads the value of `--faults`: a name of a preset is that preset; else, when there is such a file, its content counts;
 * else the text itself.
 *
 * @param name - As on the command line.
 * @param host - Who will carry the plan out.
 * @param folder - To which a relative file is relative.
 * @throws {UsageError} Neither a preset nor a file nor a plan, or a plan that the host can't carry out.
 */
export function readFaultPlan(name: string, host: FaultHost, folder: string): FaultPlan {
  const { text, source } = readText(name, folder);
  try {
    return parseFaultPlan(text, host);
  } catch (error) {
    if (!(error instanceof FaultPlanError)) throw error;
    throw new UsageError(`${source}: ${error.message}`);
  }
}

function readText(name: string, folder: string): { text: string; source: string } {
  const source = '--faults';
  if (name === '' || isFaultPresetName(name)) return { text: name, source };
  const file = resolve(folder, name);
  if (existsSync(file)) return { text: readSmallFile(file), source: file };
  // A mistyped name of a file must not be explained as a mistyped rule.
  if (/[:,]/.test(name)) return { text: name, source };
  const shown = name.slice(0, 200);
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
