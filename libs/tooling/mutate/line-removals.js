const { makeMutants } = require('./make-mutants');

const isErrorLowered = ({ was, became }) =>
  /\.error\(/.test(was) ? !/\.error\(/.test(became) : /'ERROR'/.test(was) && !/'ERROR'/.test(became);

const isCounted = (text) => /\b(?:alarmedEvents|measuredEvents)\./.test(text);

/**
 * @param {string} file - From the root of the repository.
 * @param {string} text
 * @returns {(import('./mutant').Mutant & { what: string })[]} Lines at ERROR one level lower, and lines that a metric
 * filter counts left out.
 */
function findLineRemovals(file, text) {
  const lowered = makeMutants(file, text, ['levels']).filter(isErrorLowered);
  const leftOut = makeMutants(file, text, ['statements']).filter(
    ({ start, end }) => /^(?:\w+\.)*log\.\w+\(/.test(text.slice(start, end)) && isCounted(text.slice(start, end)),
  );
  return [
    ...lowered.map((mutant) => ({ ...mutant, what: `level ERROR of ${eventOf(mutant.was)}` })),
    ...leftOut.map((mutant) => ({ ...mutant, what: `line ${eventOf(mutant.was)}` })),
  ];
}

/** The event that a line of code writes, as far as it says so. */
const eventOf = (code) =>
  /(?:alarmedEvents|measuredEvents)\.(\w+)/.exec(code)?.[1] ?? /'([a-z]+(?:-[a-z]+)+)'/.exec(code)?.[1] ?? 'a line';

module.exports = { findLineRemovals };
