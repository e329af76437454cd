/**
 * `node libs/tooling/mutate/remove-alarms.js`: leaves out each alarm, each metric filter, each level ERROR and each line
 * that a filter counts, one at a time, and shows which test turns red. Exit status 1 if something can go unnoticed.
 *
 * Nothing is written: specs are given the changed file in memory. It takes some minutes.
 */
const { existsSync } = require('node:fs');
const { basename, join } = require('node:path');

const { formatTable } = require('../deploy/format-table');
const { layerOf, projectFolders } = require('../project-layers');
const { findRemovals } = require('./alarm-removals');
const { judgeProject, readFiles, root } = require('./judge-project');
const { findLineRemovals } = require('./line-removals');
const { openSpecs } = require('./open-specs');

const say = (text) => process.stdout.write(`${text}\n`);

/** Where specs are that hold alarms against something: stacks, constructs, the runbook, the simulation. */
const alarmSpecs = [
  { folder: 'infra', pattern: /\.spec\.ts$/ },
  { folder: 'libs/tooling/src', pattern: /\/runbook\.spec\.ts$/ },
  { folder: 'libs/testing/simulation/src/alarms', pattern: /\.spec\.ts$/ },
];

const runbook = /\/runbook\.spec\.ts$/;

/** @returns {Promise<{ what: string, where: string, by?: string }[]>} */
async function removeFromStacks() {
  const jest = await openSpecs(
    alarmSpecs.map(({ folder }) => folder).filter((folder) => existsSync(join(root, folder))),
  );
  try {
    const specs = jest.specs.filter((spec) =>
      alarmSpecs.some(({ folder, pattern }) => spec.startsWith(join(root, folder)) && pattern.test(spec)),
    );
    const { results: clean } = await jest.run({ specs });
    const broken = clean.find(({ test }) => test !== undefined);
    if (broken) throw new Error(`${broken.spec} is red on the unchanged code: ${broken.test}`);
    const removals = await findRemovals(root, async (mutant) => {
      await jest.run({ specs: specs.filter((spec) => runbook.test(spec)), mutant });
    });
    const rows = [];
    for (const { what, file, text } of removals) {
      const path = join(root, file);
      const related = clean.filter(({ loaded }) => loaded.includes(path)).sort((a, b) => a.ms - b.ms);
      const { results = [], ended } = await jest.run({
        specs: related.map(({ spec }) => spec),
        mutant: { path, text },
      });
      const red = results.find(({ test }) => test !== undefined);
      rows.push({ what, where: file, by: red ? `${basename(red.spec)}: ${red.test}` : ended });
    }
    return rows;
  } finally {
    jest.close();
  }
}

/** Layers whose code runs in a service. */
const deployedTypes = ['app', 'adapter', 'contract', 'dialect', 'domain', 'kit'];

/** @returns {Promise<{ what: string, where: string, by?: string }[]>} */
async function removeFromCode() {
  const rows = [];
  for (const folder of projectFolders(root).filter((path) => deployedTypes.includes(layerOf(path).type))) {
    const tasks = readFiles(folder).flatMap((source) =>
      findLineRemovals(source.file, source.text).map((mutant) => ({ mutant, source })),
    );
    await judgeProject(folder, tasks, ({ what, file, line, by }) => rows.push({ what, where: `${file}:${line}`, by }));
  }
  return rows;
}

async function main() {
  const rows = [...(await removeFromStacks()), ...(await removeFromCode())];
  const unnoticed = rows.filter(({ by }) => by === undefined);
  say(
    formatTable(
      ['what', 'where', 'which test turned red'],
      rows.map(({ what, where, by }) => [what, where, by ?? 'NONE']),
    ),
  );
  say(`${rows.length} left out, one at a time: ${rows.length - unnoticed.length} noticed, ${unnoticed.length} not.`);
  process.exitCode = unnoticed.length > 0 ? 1 : 0;
}

main();
