/**
 * `npx nx mutate PROJECT`: changes a project's code, one place at a time, and names the changes that no test notices.
 *
 * Nothing is written but what `--json` names: specs are given the changed file in memory.
 */
const { writeFileSync } = require('node:fs');
const { parseArgs } = require('node:util');

const { projectFolders, readProject } = require('../project-layers');
const equivalents = require('./equivalents.json');
const { findStale, settleMutant } = require('./equivalents');
const { formatHole, formatMutant, formatScores } = require('./format-result');
const { lowerGoals, missedGoals, usualGoal } = require('./goals');
const { judgeProject, readFiles, root } = require('./judge-project');
const { makeMutants, mutantClasses } = require('./make-mutants');

const lowerGoalsText = Object.entries(lowerGoals)
  .map(([project, percent]) => `${project}: ${percent} %`)
  .join(', ');

const usage = `Usage: npx nx mutate PROJECT, or node libs/tooling/mutate/main.js PROJECT... [OPTION]...

Changes the production code of projects, one place at a time, runs the tests that come by the change until one turns
red, and names each change that none has noticed. Exit status 1 if tests of a project have noticed less than ${usualGoal} % of
those that equivalents.json does not explain (${lowerGoalsText}).

  --class CLASS  may be repeated: ${mutantClasses.join(', ')}; default: all
  --file NAME    only files whose path ends so
  --quick        leaves out specs that need more than a second, and those of other projects
  --list         shows the changes and tries none
  --json FILE    writes what became of each`;

const options = {
  class: { type: 'string', multiple: true },
  file: { type: 'string' },
  quick: { type: 'boolean' },
  list: { type: 'boolean' },
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};

const say = (text) => process.stdout.write(`${text}\n`);

function fail(problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}

function readOptions(args) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const unknown = (values.class ?? []).find((name) => !mutantClasses.includes(name));
    if (unknown !== undefined) fail(`There is no class "${unknown}". There are ${mutantClasses.join(', ')}.`);
    if (values.help || positionals.length === 0) {
      say(usage);
      process.exit(values.help ? 0 : 2);
    }
    return { ...values, classes: values.class ?? mutantClasses, projects: positionals };
  } catch (error) {
    return fail(error.message);
  }
}

function folderOf(project) {
  const folder = projectFolders(root).find((path) => readProject(root, path).name === project);
  return folder ?? fail(`There is no project "${project}".`);
}

/** @returns {Promise<object[]>} The project's mutants with their verdicts. */
async function tryProject(project, { classes, file, quick: isQuick }) {
  const folder = folderOf(project);
  const tasks = readFiles(folder, file).flatMap((source) =>
    makeMutants(source.file, source.text, classes).map((mutant) => ({ mutant, source })),
  );
  const settled = [];
  const onJudged = (judged) => {
    settled.push({ project, ...settleMutant(judged, equivalents) });
    if (settled.at(-1).isHole) say(formatHole(settled.at(-1)));
  };
  await judgeProject(folder, tasks, onJudged, { isQuick });
  return settled;
}

function list({ projects, classes, file }) {
  for (const project of projects) {
    for (const source of readFiles(folderOf(project), file)) {
      for (const mutant of makeMutants(source.file, source.text, classes)) say(formatMutant(mutant, mutant.kind));
    }
  }
}

async function main() {
  const chosen = readOptions(process.argv.slice(2));
  if (chosen.list) return list(chosen);
  const settled = [];
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
