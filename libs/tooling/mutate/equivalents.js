/**
 * @typedef {object} Equivalent - Mutants of one place that no test can tell from the code, and why.
 * @property {string} kind - Their class.
 * @property {string} file
 * @property {string} was
 * @property {string[]} became
 * @property {string} why
 */

/** @typedef {import('./judge-mutants').Judged & { isHole: boolean, why?: string }} Settled - `why`: of its entry. */

const fits = (entry, { kind, file, was, became }) =>
  entry.kind === kind && entry.file === file && entry.was === was && entry.became.includes(became);

/**
 * @param {import('./judge-mutants').Judged} mutant
 * @param {Equivalent[]} equivalents
 * @returns {Settled} A hole is what no test notices and no entry explains.
 */
function settleMutant(mutant, equivalents) {
  const why = mutant.verdict === 'killed' ? undefined : equivalents.find((entry) => fits(entry, mutant))?.why;
  const isHole = mutant.verdict !== 'killed' && why === undefined;
  return { ...mutant, isHole, ...(why === undefined ? {} : { why }) };
}

/**
 * @param {Equivalent[]} equivalents
 * @param {Settled[]} settled
 * @param {{ files: string[], classes: string[] }} tried
 * @returns {string[]} A sentence for each entry that is no mutant any more, or that a test has killed.
 */
function findStale(equivalents, settled, { files, classes }) {
  return equivalents
    .filter(({ file, kind }) => files.includes(file) && classes.includes(kind))
    .flatMap((entry) => entry.became.map((became) => ({ ...entry, became: [became] })))
    .flatMap((entry) => {
      const found = settled.filter((mutant) => fits(entry, mutant));
      const name = `${entry.file}: "${entry.was}" to "${entry.became[0]}"`;
      if (found.length === 0) return [`${name} is no mutant any more: remove it from equivalents.json`];
      const isKilled = found.every(({ verdict }) => verdict === 'killed');
      return isKilled ? [`${name} is killed by ${found[0].by}: remove it from equivalents.json`] : [];
    });
}

module.exports = { findStale, settleMutant };
