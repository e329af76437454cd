const { formatTable } = require('../deploy/format-table');

/** @returns {string} Where a mutant is, and the code before and after. */
const formatMutant = ({ file, line, was, became }, remark) => `${file}:${line} ${remark}\n  - ${was}\n  + ${became}`;

const formatHole = (mutant) =>
  formatMutant(mutant, mutant.verdict === 'unreached' ? 'is reached by no test' : 'is noticed by no test');

/** Of the mutants that differ from the code: those that a test has killed. */
function scoreOf(mutants) {
  const different = mutants.filter(({ why }) => why === undefined);
  const killedCount = different.filter(({ isHole }) => !isHole).length;
  const percent = different.length === 0 ? 100 : Math.floor((killedCount / different.length) * 100);
  return { killedCount, equivalentCount: mutants.length - different.length, percent };
}

function rowOf(project, kind, mutants) {
  const { killedCount, equivalentCount, percent } = scoreOf(mutants);
  return [project, kind, ...[mutants.length, killedCount, equivalentCount].map(String), `${percent} %`];
}

/**
 * @param {import('./equivalents').Settled[]} settled
 * @returns {string} A table: a row for each project and class, and one for all.
 */
function formatScores(settled) {
  const groups = new Map();
  for (const mutant of settled) {
    const name = `${mutant.project} ${mutant.kind}`;
    groups.set(name, [...(groups.get(name) ?? []), mutant]);
  }
  return formatTable(
    ['project', 'class', 'mutants', 'killed', 'equivalent', 'score'],
    [...[...groups].map(([name, mutants]) => rowOf(...name.split(' '), mutants)), rowOf('all', '', settled)],
  );
}

module.exports = { formatHole, formatMutant, formatScores, scoreOf };
