const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { judgeMutant, measureSpecs } = require('./judge-mutants');
const { judgeSwitched } = require('./judge-switched');
const { openSpecs } = require('./open-specs');
const { dependentFolders, isSpecOf, productionFiles, specFolders } = require('./production-files');

const root = join(__dirname, '../../..');

/**
 * @typedef {object} SourceFile
 * @property {string} file - From the root of the repository.
 * @property {string} path
 * @property {string} text
 */

/** @returns {SourceFile[]} A project's production files whose path ends so. */
const readFiles = (folder, ending = '') =>
  productionFiles(root, folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file, path: join(root, file), text: readFileSync(join(root, file), 'utf8') }));

/** What a quick look has no time for: most specs need a fifth of it. */
const slowCpuMs = 1_000;

/**
 * Tries mutants of one project: those that specs can try together first, then what is left, one after the other.
 *
 * @param {string} folder - The project's.
 * @param {{ mutant: import('./mutant').Mutant, source: SourceFile }[]} tasks
 * @param {(judged: import('./judge-mutants').Judged) => void} onJudged - Told of each in their order.
 * @param {{ isQuick?: boolean }} options - `isQuick`: without slow specs and those of projects that import this one.
 */
async function judgeProject(folder, tasks, onJudged, { isQuick = false } = {}) {
  if (tasks.length === 0) return;
  const known = tasks.map((task, id) => ({ ...task, id }));
  const isChosen = (spec) => isSpecOf(root, folder, spec);
  const verdicts = await judgeBySpecs(specFolders(folder), isChosen, known, isQuick ? slowCpuMs : Infinity);
  const missed = known.filter(({ id }) => verdicts.get(id).verdict !== 'killed');
  const neighbours = isQuick || missed.length === 0 ? [] : dependentFolders(root, folder);
  const theirs = neighbours.length === 0 ? new Map() : await judgeBySpecs(neighbours, () => true, missed);
  for (const { id, mutant } of known) onJudged({ ...mutant, ...latest(verdicts.get(id), theirs.get(id)) });
}

/** What the neighbours say of a mutant that a project's own specs let pass, if one of their tests reaches it. */
const latest = (own, theirs) => (theirs !== undefined && theirs.verdict !== 'unreached' ? theirs : own);

/**
 * @param {string[]} folders - Whose specs may run.
 * @param {(spec: string) => boolean} isChosen - Those that do.
 * @param {{ id: number, mutant: import('./mutant').Mutant, source: SourceFile }[]} tasks
 * @param {number} [longestCpuMs] - Of specs that are asked.
 * @returns {Promise<Map<number, { verdict: string, by?: string }>>} By the tasks' ids.
 */
async function judgeBySpecs(folders, isChosen, tasks, longestCpuMs = Infinity) {
  const jest = await openSpecs(folders);
  try {
    const all = await measureSpecs(jest, jest.specs.filter(isChosen));
    const measured = all.filter(({ cpuMs }) => cpuMs <= longestCpuMs);
    const { killedBy, reached, apart } = await judgeSwitched(jest, measured, tasks);
    const verdicts = new Map();
    for (const { id, mutant, source } of tasks) {
      if (killedBy.has(id)) verdicts.set(id, { verdict: 'killed', by: killedBy.get(id) });
      else if (apart.has(id)) verdicts.set(id, await judgeMutant(jest, measured, mutant, source));
      else verdicts.set(id, { verdict: reached.has(id) ? 'survived' : 'unreached' });
    }
    return verdicts;
  } finally {
    jest.close();
  }
}

module.exports = { judgeBySpecs, judgeProject, readFiles, root };
