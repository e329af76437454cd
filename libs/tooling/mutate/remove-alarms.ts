/**
 * `node libs/tooling/mutate/remove-alarms.ts`: leaves out each alarm, each metric filter, each level ERROR and each line
 * that a filter counts, one at a time, and shows which test turns red. Exit status 1 if something can go unnoticed.
 *
 * Nothing is written: specs are given the changed file in memory. It takes some minutes.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { layerOf, projectFolders } from '../project-layers.ts';
import { findRemovals } from './alarm-removals.ts';
import { judgeProject, readFiles, root } from './judge-project.ts';
import { findLineRemovals } from './line-removals.ts';
import { openSpecs } from './open-specs.ts';
import type { SpecResult } from './spec-messages.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const runbook = /\/runbook\.spec\.ts$/;

/** Where specs are that hold alarms against something: the runbook, stacks, constructs, the simulation. */
const alarmSpecs = [
  { folder: 'libs/tooling/src', pattern: runbook },
  { folder: 'infra', pattern: /(?:-stack|\/alarm|\/watch-[a-z]+|-queue)\.spec\.ts$/ },
  { folder: 'libs/testing/simulation/src/alarms', pattern: /\.spec\.ts$/ },
];

/** The runbook first, which knows all alarms, then the fastest. */
const inOrder = (results: readonly SpecResult[]): SpecResult[] =>
  results.toSorted((a, b) => Number(runbook.test(b.spec)) - Number(runbook.test(a.spec)) || a.ms - b.ms);

/** What was left out. */
interface Removal {
  readonly what: string;
  readonly where: string;
  /** The test that turned red. */
  readonly by?: string | undefined;
}

/** @param onTried - Told of each at once: all of them take minutes. */
async function removeFromStacks(onTried: (removal: Removal) => void): Promise<void> {
  const jest = await openSpecs(
    alarmSpecs.map(({ folder }) => folder).filter((folder) => existsSync(join(root, folder))),
  );
  try {
    const specs = jest.specs.filter((spec) =>
      alarmSpecs.some(({ folder, pattern }) => spec.startsWith(join(root, folder)) && pattern.test(spec)),
    );
    const { results: clean = [] } = await jest.run({ specs });
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

async function removeFromCode(onTried: (removal: Removal) => void): Promise<void> {
  for (const folder of projectFolders(root).filter((path) => deployedTypes.includes(layerOf(path).type))) {
    const tasks = readFiles(folder).flatMap((source) =>
      findLineRemovals(source.file, source.text).map((mutant) => ({ mutant, source })),
    );
    await judgeProject(folder, tasks, ({ what, file, line, by }) => onTried({ what, where: `${file}:${line}`, by }));
  }
}

async function main(): Promise<void> {
  const removals: Removal[] = [];
  const show = (removal: Removal): void => {
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
