const { basename } = require('node:path');

const { applyMutant } = require('./mutant');

/** A mutant may take as long as the unchanged code, and this much longer: the machine has other work. */
const slowdown = 5;
const startupMs = 5_000;

/**
 * @param {{ spec: string, test?: string, ms: number, cpuMs: number, loaded: string[] }} result - On the unchanged code.
 * @returns {{ spec: string, ms: number, cpuMs: number, loaded: Set<string> }}
 * @throws {Error} The spec is red.
 */
function resultOf({ spec, test, ms, cpuMs, loaded }) {
  if (test !== undefined) throw new Error(`${spec} fails on the unchanged code: ${test}`);
  return { spec, ms, cpuMs, loaded: new Set(loaded) };
}

/**
 * Runs specs on the unchanged code.
 *
 * @param {string[]} specs - Their paths.
 * @returns {Promise<{ spec: string, ms: number, cpuMs: number, loaded: Set<string> }[]>} The fastest first.
 * @throws {Error} A spec is red as it is, twice.
 */
async function measureSpecs(jest, specs) {
  const measured = [];
  for (const spec of specs) {
    const first = await jest.run({ specs: [spec] });
    const { results } = first.results?.[0].test === undefined ? first : await jest.run({ specs: [spec] });
    if (!results) throw new Error(`${spec} ends its process on the unchanged code`);
    measured.push(resultOf(results[0]));
  }
  return measured.sort((a, b) => a.cpuMs - b.cpuMs);
}

const ownName = (path) => basename(path).split('.')[0];

/** The specs that load a file: the one of its name first, then the fastest. */
const specsFor = (path, measured) =>
  measured
    .filter(({ loaded }) => loaded.has(path))
    .sort(
      (a, b) =>
        Number(ownName(b.spec) === ownName(path)) - Number(ownName(a.spec) === ownName(path)) || a.cpuMs - b.cpuMs,
    );

/**
 * @typedef {import('./mutant').Mutant & { verdict: 'killed' | 'survived' | 'unreached', by?: string }} Judged - `by`: the
 * test that turned red, or what ended it. No test comes by an unreached mutant.
 */

/**
 * @param {object} jest - Of `openSpecs`.
 * @param {{ spec: string, ms: number, cpuMs: number, loaded: Set<string> }[]} measured
 * @param {import('./mutant').Mutant} mutant
 * @param {{ path: string, text: string }} file - Where the mutant's file is, and what stands in it.
 * @returns {Promise<Judged>}
 */
async function judgeMutant(jest, measured, mutant, { path, text }) {
  const chosen = specsFor(path, measured);
  if (chosen.length === 0) return { ...mutant, verdict: 'unreached' };
  const { results, ended } = await jest.run({
    specs: chosen.map(({ spec }) => spec),
    mutant: { path, text: applyMutant(text, mutant) },
    limitMs: startupMs + slowdown * chosen.reduce((sum, { ms }) => sum + ms, 0),
  });
  if (ended) return { ...mutant, verdict: 'killed', by: `the end of ${ended === 'time' ? 'its time' : 'the process'}` };
  const red = results.find(({ test }) => test !== undefined);
  return red
    ? { ...mutant, verdict: 'killed', by: `${basename(red.spec)}: ${red.test}` }
    : { ...mutant, verdict: 'survived' };
}

module.exports = { judgeMutant, measureSpecs, resultOf };
