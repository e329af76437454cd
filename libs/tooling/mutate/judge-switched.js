const { basename } = require('node:path');

const { resultOf } = require('./judge-mutants');
const { installSwitches } = require('./install-switches');

/** A test may be slow on a busy machine; what says nothing for so long hangs. */
const patienceMs = 30_000;
/** A spec says nothing before it has run without a mutant. */
const firstPatienceMs = 300_000;

/** @returns {{ texts: Record<string, string>, ids: Set<number> }} Files with all mutants in them, by path. */
function switchFiles(tasks) {
  const byPath = Map.groupBy(tasks, ({ source }) => source.path);
  const switched = [...byPath].map(([path, own]) => ({
    path,
    ...installSwitches(
      own[0].source.text,
      own.map(({ id, mutant }) => ({ ...mutant, id })),
    ),
  }));
  return {
    texts: Object.fromEntries(switched.map(({ path, text }) => [path, text])),
    ids: new Set(switched.flatMap(({ ids }) => [...ids])),
  };
}

/**
 * Tries many mutants in each run of a spec: files hold all of them, and the tests that come by one run again with it.
 *
 * @param {object} jest - Of `openSpecs`.
 * @param {{ spec: string, loaded: Set<string> }[]} measured - The specs, the fastest first.
 * @param {{ id: number, mutant: import('./mutant').Mutant, source: { path: string, text: string } }[]} tasks
 * @returns {Promise<{ killedBy: Map<number, string>, reached: Set<number>, apart: Set<number> }>} `reached`:
 * by a test; `apart`: those not killed that need a run of their own.
 * @throws {Error} A spec is red on the unchanged code.
 */
async function judgeSwitched(jest, measured, tasks) {
  const { texts, ids } = switchFiles(tasks);
  const killedBy = new Map();
  const reached = new Set();
  const apart = new Set(tasks.map(({ id }) => id).filter((id) => !ids.has(id)));

  /** @returns {Promise<boolean>} Whether it has to run once more, for the mutants after one that has ended the run. */
  async function runSpec(spec, done) {
    let begun;
    const killedNow = new Map();
    const doneNow = new Set();
    const onMutant = ({ id, verdict, test }) => {
      reached.add(id);
      begun = verdict === 'begun' ? id : undefined;
      if (verdict !== 'begun') doneNow.add(id);
      if (verdict === 'apart') apart.add(id);
      if (verdict === 'killed') killedNow.set(id, `${basename(spec)}: ${test}`);
    };
    const switched = { ids: [...ids].filter((id) => !killedBy.has(id) && !done.has(id)), texts };
    const task = { specs: [spec], switched, onMutant, limitMs: patienceMs, firstLimitMs: firstPatienceMs };
    const first = await jest.run(task);
    const isRed = first.results !== undefined && first.results[0].test !== undefined;
    // A busy machine can make a test fail once, and so can what a mutant has left in the process.
    if (isRed) jest.renew();
    const { results, isSpoilt, ended } = isRed ? await jest.run(task) : first;
    if (ended && begun === undefined) throw new Error(`${spec} ends by ${ended} on the unchanged code`);
    if (ended) killedNow.set(begun, `the end of ${ended === 'time' ? 'its time' : 'the process'}`);
    else resultOf(results[0]);
    for (const id of [...doneNow, ...killedNow.keys()]) {
      done.add(id);
      // What has spoilt the run may have decided about the mutants after it.
      if (isSpoilt) apart.add(id);
      else if (killedNow.has(id)) killedBy.set(id, killedNow.get(id));
    }
    return doneNow.size > 0 && (ended !== undefined || isSpoilt);
  }

  for (const { spec } of measured.filter(({ loaded }) => Object.keys(texts).some((path) => loaded.has(path)))) {
    const done = new Set();
    while (await runSpec(spec, done));
  }
  for (const id of killedBy.keys()) apart.delete(id);
  return { killedBy, reached, apart };
}

module.exports = { judgeSwitched };
