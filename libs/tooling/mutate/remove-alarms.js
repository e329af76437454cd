/**
 * `node libs/tooling/mutate/remove-alarms.js`: leaves out each alarm, each metric filter, each level ERROR and each line
 * that a filter counts, one at a time, and shows which test turns red. Exit status 1 if something can go unnoticed.
 *
 * Nothing is written: specs are given the changed file in memory. It takes some minutes.
 */
const { existsSync } = require('node:fs');
const { basename, join } = require('node:path');

const { layerOf, projectFolders } = require('../project-layers');
const { findRemovals } = require('./alarm-removals');
const { judgeProject, readFiles, root } = require('./judge-project');
const { findLineRemovals } = require('./line-removals');
const { openSpecs } = require('./open-specs');

const say = (text) => process.stdout.write(`${text}\n`);

const runbook = /\/runbook\.spec\.ts$/;

/** Where specs are that hold alarms against something: the runbook, stacks, constructs, the simulation. */
const alarmSpecs = [
  { folder: 'libs/tooling/src', pattern: runbook },
  { folder: 'infra', pattern: /(?:-stack|\/alarm|\/watch-[a-z]+|-queue)\.spec\.ts$/ },
  { folder: 'libs/testing/simulation/src/alarms', pattern: /\.spec\.ts$/ },
];

/** The runbook first, which knows all alarms, then the fastest. */
const inOrder = (results) =>
  results.toSorted((a, b) => Number(runbook.test(b.spec)) - Number(runbook.test(a.spec)) || a.ms - b.ms);

/** @typedef {{ what: string, where: string, by?: string }} Removal - `by`: the test that turned red. */

/** @param {(removal: Removal) => void} onTried - Told of each at once: all of them take minutes. */
async function removeFromStacks(onTried) {
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
    for (const { what, file, text } of removals) {
      const path = join(root, file);
      const related = inOrder(clean.filter(({ loaded }) => loaded.includes(path)));
      const { results = [], ended } = await jest.run({
        specs: related.map(({ spec }) => spec),
        mutant: { path, text },
      });
      const red = results.find(({ test }) => test !== undefined);
      onTried({ what, where: file, by: red ? `${basename(red.spec)}: ${red.test}` : ended });
    }
  } finally {
    jest.close();
  }
}

/** Layers whose code runs in a service. */
const deployedTypes = ['app', 'adapter', 'contract', 'dialect', 'domain', 'kit'];

/** @param {(removal: Removal) => void} onTried */
async function removeFromCode(onTried) {
  for (const folder of projectFolders(root).filter((path) => deployedTypes.includes(layerOf(path).type))) {
    const tasks = readFiles(folder).flatMap((source) =>
      findLineRemovals(source.file, source.text).map((mutant) => ({ mutant, source })),
    );
    await judgeProject(folder, tasks, ({ what, file, line, by }) => onTried({ what, where: `${file}:${line}`, by }));
  }
}

async function main() {
  const removals = [];
  const show = (removal) => {
    removals.push(removal);
    say(`| ${removal.what} | ${removal.where} | ${removal.by?.replaceAll('|', '/') ?? '**none**'} |`);
  };
  say('| what | where | which test turned red |\n| --- | --- | --- |');
  await removeFromStacks(show);
  await removeFromCode(show);
  const unnoticed = removals.filter(({ by }) => by === undefined);
  say(
    `\n${removals.length} left out, one at a time: ${removals.length - unnoticed.length} noticed, ${unnoticed.length} not.`,
  );
  process.exitCode = unnoticed.length > 0 ? 1 : 0;
}

main();
