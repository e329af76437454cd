/**
 * `npx nx mutate PROJECT`: changes a project's code, one place at a time, and names the changes that no test notices.
 *
 * Nothing is written but what `--json` names: specs are given the changed file in memory.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { projectFolders, readProject } from '../project-layers.ts';
import equivalents from './equivalents.json' with { type: 'json' };
import { findStale, settleMutant } from './equivalents.ts';
import { formatHole, formatMutant, formatScores, type SettledIn } from './format-result.ts';
import { lowerGoals, missedGoals, usualGoal } from './goals.ts';
import type { Judged } from './judge-mutants.ts';
import { judgeProject, readFiles, root } from './judge-project.ts';
import { makeMutants, mutantClasses } from './make-mutants.ts';

const lowerGoalsText = Object.entries(lowerGoals)
  .map(([project, percent]) => `${project}: ${percent} %`)
  .join(', ');

const usage = `Usage: npx nx mutate PROJECT, or node libs/tooling/mutate/main.ts PROJECT... [OPTION]...

Changes the production code of projects, one place at a time, runs the tests that come by the change until one turns
red, and names each change that none has noticed. Exit status 1 if tests of a project have noticed less than ${usualGoal} % of
those that equivalents.json does not explain (${lowerGoalsText}).

  --class CLASS  may be repeated: ${mutantClasses.join(', ')}; default: all
  --file NAME    only files whose path ends so
  --quick        leaves out specs that need more than a second, and those of other projects
  --list         shows the changes and tries none
  --json FILE    writes what became of each`;

const flags = {
  class: { type: 'string', multiple: true },
  file: { type: 'string' },
  quick: { type: 'boolean' },
  list: { type: 'boolean' },
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What is to be tried. */
interface Chosen {
  readonly projects: readonly string[];
  readonly classes: readonly string[];
  /** The end of a path. */
  readonly file?: string | undefined;
  readonly isQuick: boolean;
  readonly isList: boolean;
  readonly json?: string | undefined;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function fail(problem: string): never {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}

function readOptions(args: string[]): Chosen {
  try {
    const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true });
    const unknown = (values.class ?? []).find((name) => !mutantClasses.includes(name));
    if (unknown !== undefined) fail(`There is no class "${unknown}". There are ${mutantClasses.join(', ')}.`);
    if (values.help || positionals.length === 0) {
      say(usage);
      process.exit(values.help ? 0 : 2);
    }
    const { class: classes = mutantClasses, file, quick: isQuick = false, list: isList = false, json } = values;
    return { projects: positionals, classes, file, isQuick, isList, json };
  } catch (error) {
    return fail((error as Error).message);
  }
}

function folderOf(project: string): string {
  const folder = projectFolders(root).find((path) => readProject(root, path).name === project);
  return folder ?? fail(`There is no project "${project}".`);
}

/** @returns The project's mutants with their verdicts. */
async function tryProject(project: string, { classes, file, isQuick }: Chosen): Promise<SettledIn[]> {
  const folder = folderOf(project);
  const tasks = readFiles(folder, file).flatMap((source) =>
    makeMutants(source.file, source.text, classes).map((mutant) => ({ mutant, source })),
  );
  const settled: SettledIn[] = [];
  const onJudged = (judged: Judged): void => {
    const mutant = { project, ...settleMutant(judged, equivalents) };
    settled.push(mutant);
    if (mutant.isHole) say(formatHole(mutant));
  };
  await judgeProject(folder, tasks, onJudged, { isQuick });
  return settled;
}

function list({ projects, classes, file }: Chosen): void {
  for (const project of projects) {
    for (const source of readFiles(folderOf(project), file)) {
      for (const mutant of makeMutants(source.file, source.text, classes)) say(formatMutant(mutant, mutant.kind));
    }
  }
}

async function main(): Promise<void> {
  const chosen = readOptions(process.argv.slice(2));
  if (chosen.isList) return list(chosen);
  const settled: SettledIn[] = [];
  for (const project of chosen.projects) settled.push(...(await tryProject(project, chosen)));
  if (chosen.json) writeFileSync(chosen.json, `${JSON.stringify(settled, null, 2)}\n`);
  const files = chosen.projects.flatMap((project) => readFiles(folderOf(project), chosen.file).map(({ file }) => file));
  const stale = findStale(equivalents, settled, { files, classes: chosen.classes });
  for (const problem of stale) say(problem);
  say(formatScores(settled));
  const missed = missedGoals(chosen.projects, settled);
  for (const problem of missed) say(problem);
  process.exitCode = stale.length > 0 || missed.length > 0 ? 1 : 0;
}

main();
