import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { type Grant } from '@pulso/world/permissions';

import { localStage, findStacks, synthFolderOf } from '../cloud/read-definition';
import { type GrantScenario, grantScenarios, neededElsewhere } from './grant-scenarios';
import { listRemovals, type Removal, type StackJson } from './list-removals';

/** What became of the stacks without one action. */
interface TriedRemoval extends Pick<Removal, 'action' | 'sid' | 'where'> {
  readonly stack: string;
  /** The day that was run; undefined when none needs the action. */
  readonly scenario: string | undefined;
  /** What went wrong; undefined: nothing, so the removal would have gone unnoticed. */
  readonly caughtBy: string | undefined;
  readonly durationMs: number;
}

/** A day with the stacks as they are. */
interface IntactRun {
  readonly scenario: GrantScenario;
  readonly durationMs: number;
  readonly uses: ReadonlySet<string>;
}

/**
 * Takes every single action out of every stack, one at a time, and runs the shortest day that needs it. What no day here can
 * need is left in.
 *
 * The working directory must be the repository's root, with every service built and the local stage synthesized.
 *
 * @param onTried - Told each result as it is there.
 * @throws {Error} A day fails with the stacks as they are.
 */
async function tryRemovals(onTried: (tried: TriedRemoval) => void): Promise<TriedRemoval[]> {
  const intact: IntactRun[] = [];
  for (const scenario of grantScenarios) intact.push(await runIntact(scenario));
  intact.sort((one, other) => one.durationMs - other.durationMs);
  const tried: TriedRemoval[] = [];
  for (const file of findStacks(localStage)) {
    const stack = JSON.parse(readFileSync(file, 'utf8')) as StackJson;
    for (const removal of listRemovals(stack)) {
      if (Object.hasOwn(neededElsewhere, removal.sid)) continue;
      const run = intact.find(({ uses }) => uses.has(keyOf({ ...removal, pattern: removal.action })));
      const result = await tryRemoval(file, removal, run?.scenario);
      tried.push(result);
      onTried(result);
    }
  }
  return tried;
}

async function runIntact(scenario: GrantScenario): Promise<IntactRun> {
  const startedMs = performance.now();
  const problem = await problemOf(scenario);
  if ('caughtBy' in problem)
    throw new Error(`With the stacks as they are, ${scenario.name} ends in: ${problem.caughtBy}`);
  return { scenario, durationMs: performance.now() - startedMs, uses: new Set(problem.uses.map(keyOf)) };
}

/** Takes one action out of one stack and runs a day. @param file - The stack's. */
export async function tryRemoval(
  file: string,
  removal: Removal,
  scenario: GrantScenario | undefined,
): Promise<TriedRemoval> {
  const startedMs = performance.now();
  const { where, sid, action } = removal;
  const base = { where, sid, action, stack: basename(dirname(file)), scenario: scenario?.name };
  if (!scenario) return { ...base, caughtBy: undefined, durationMs: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'pulso-removal-'));
  try {
    writeStacks(folder, file, removal.without());
    const problem = await problemOf(scenario, folder);
    const caughtBy = 'caughtBy' in problem ? problem.caughtBy : undefined;
    return { ...base, caughtBy, durationMs: performance.now() - startedMs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a day. @returns What was needed, or what went wrong. */
async function problemOf(
  { run, expectedState }: GrantScenario,
  stackFolder?: string,
): Promise<{ readonly uses: readonly Grant[] } | { readonly caughtBy: string }> {
  const outcome = await run(stackFolder).catch((error: unknown) => String(error));
  if (typeof outcome === 'string') return { caughtBy: outcome };
  const { cloud, stored } = outcome;
  await cloud.stop();
  const [denial] = cloud.access?.denials() ?? [];
  if (denial) return { caughtBy: denial.message };
  const state = stored?.content.state ?? 'not there';
  if (state !== expectedState) return { caughtBy: `the report is ${state}, not ${expectedState}` };
  return { uses: cloud.access?.usedGrants() ?? [] };
}

/** Writes all stacks, one of them changed. The packages are those of the originals. */
function writeStacks(folder: string, changedFile: string, changed: StackJson): void {
  for (const file of findStacks(localStage)) {
    const target = join(folder, relative(synthFolderOf(localStage), file));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file === changedFile ? JSON.stringify(changed) : readFileSync(file));
    symlinkSync(resolve(dirname(file), 'assets'), join(dirname(target), 'assets'));
  }
}

const keyOf = ({ where, sid, pattern }: Pick<Grant, 'pattern' | 'sid' | 'where'>): string =>
  JSON.stringify([where, sid, pattern]);

/**
 * Prints whether the removal of each action of each stack would be noticed.
 *
 * @returns The exit status: 0 when every removal is caught.
 */
export async function runRemovals(out: { write(text: string): unknown }): Promise<number> {
  out.write('Running the days with the stacks as they are...\n\n');
  const tried = await tryRemovals((removal) => out.write(`${lineOf(removal)}\n`));
  const missed = tried.filter(({ caughtBy }) => caughtBy === undefined);
  const seconds = Math.round(tried.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000);
  out.write(`\n${tried.length - missed.length} of ${tried.length} removals are caught, in ${seconds} s.\n`);
  for (const removal of missed) out.write(`NOT CAUGHT: ${lineOf(removal)}\n`);
  return missed.length > 0 || tried.length === 0 ? 1 : 0;
}

const lineOf = ({ stack, where, sid, action, scenario, caughtBy, durationMs }: TriedRemoval): string =>
  [
    stack.padEnd(12),
    `${where}, ${sid}`.padEnd(66),
    action.padEnd(26),
    `${(durationMs / 1000).toFixed(1)} s`.padStart(7),
    ` ${caughtBy ?? (scenario === undefined ? 'no day needs it' : `not noticed on ${scenario}`)}`,
  ].join(' ');
