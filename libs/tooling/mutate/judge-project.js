const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { judgeMutant, measureSpecs } = require('./judge-mutants');
const { openSpecs } = require('./open-specs');
const { isSpecOf, productionFiles, specFolders } = require('./production-files');

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

/** What `--quick` calls slow: most specs need a fifth of it. */
const slowCpuMs = 1_000;

/**
 * Tries mutants of one project, one after the other.
 *
 * @param {string} folder - The project's.
 * @param {{ mutant: import('./mutant').Mutant, source: SourceFile }[]} tasks
 * @param {(judged: import('./judge-mutants').Judged) => void} onJudged - Told of each at once: a project takes minutes.
 * @param {{ isQuick?: boolean }} options - `isQuick`: a mutant that only slow specs would kill survives.
 */
async function judgeProject(folder, tasks, onJudged, { isQuick = false } = {}) {
  if (tasks.length === 0) return;
  const jest = await openSpecs(specFolders(folder));
  try {
    const specs = jest.specs.filter((spec) => isSpecOf(root, folder, spec));
    const all = await measureSpecs(jest, specs);
    const measured = isQuick ? all.filter(({ cpuMs }) => cpuMs <= slowCpuMs) : all;
    for (const { mutant, source } of tasks) onJudged(await judgeMutant(jest, measured, mutant, source));
  } finally {
    jest.close();
  }
}

module.exports = { judgeProject, readFiles, root };
