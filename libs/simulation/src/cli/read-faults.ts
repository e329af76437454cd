import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { FaultPlanError, type FaultPlan, isFaultPresetName, parseFaultPlan } from '@pulso/fault-plans';

import { UsageError } from './errors';

/** A plan, and how it was asked for. */
export interface NamedFaults {
  /** As on the command line: a preset, a file or a SPEC. */
  readonly name: string;
  readonly plan: FaultPlan;
}

/** No plan needs more, and a device or a log must not be read to its end. */
const maxFileBytes = 1_000_000;

/**
 * Reads `--faults`: a name of a preset is that preset; else, when there is such a file, its content counts; else the
 * text itself.
 *
 * @param folder - To which a relative file is relative.
 * @throws {UsageError} Neither a preset nor a file nor a plan, or a plan that the simulation can't carry out.
 */
export function readFaults(name: string, folder: string): NamedFaults {
  const { text, source } = readText(name, folder);
  const plan = parse(text, source);
  const limited = plan.rules.find(({ limit }) => limit !== undefined);
  if (limited) {
    throw new UsageError(
      `${source}: the simulation counts no strikes; leave x${limited.limit} out of ${limited.kind}:${limited.target} and lower its probability.`,
    );
  }
  return { name, plan };
}

function parse(text: string, source: string): FaultPlan {
  try {
    return parseFaultPlan(text, 'simulation');
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
  if (/[:,{]/.test(name)) return { text: name, source };
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
