/**
 * Runs tests of a spec file that Jest has run already, without loading it again.
 *
 * A small part of jest-circus: it holds Jest's tree of tests and hooks, and stops at the first failure.
 */

const waitMs = 5_000;
const slowdown = 20;

/** Jest's limit would end a test after minutes: the parent runs what hangs no longer than this. */
function withinLimit(promise, limitMs) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const hooksOf = (block, type) => block.hooks.filter((hook) => hook.type === type);

/** @returns {object[]} The blocks that a test lies in, from the outermost, which is the file. */
function parentsOf(test) {
  const parents = [];
  for (let block = test.parent; block !== undefined; block = block.parent) parents.unshift(block);
  return parents;
}

/** Everything that Jest has caught and no test has. */
const strayCount = (circus) => circus.unhandledErrors.length + circus.unhandledRejectionErrorByPromise.size;

/**
 * @param {object} circus - jest-circus's state after its run.
 * @param {Set<object>} chosen - Tests.
 * @returns {Promise<object | undefined>} The test that failed first, or that was next when something else did.
 */
async function runTestsAgain(circus, chosen) {
  const strayBefore = strayCount(circus);
  const hasChosen = (block) =>
    block.children.some((child) => (child.type === 'test' ? chosen.has(child) : hasChosen(child)));
  let failed;

  /** @returns {Promise<boolean>} Whether it went well. */
  async function attempt(one, { fn, timeout }, usualMs = 0) {
    try {
      const limitMs = Math.max(timeout ?? 0, waitMs) + slowdown * usualMs;
      await withinLimit(Promise.resolve(fn.call({})), limitMs);
    } catch {
      failed ??= one;
    }
    if (strayCount(circus) > strayBefore) failed ??= one;
    return failed === undefined;
  }

  async function runTest(test) {
    const parents = parentsOf(test);
    const before = parents.flatMap((block) => hooksOf(block, 'beforeEach'));
    for (const hook of before) if (!(await attempt(test, hook))) break;
    if (failed === undefined) await attempt(test, test, test.duration ?? 0);
    for (const hook of parents.reverse().flatMap((block) => hooksOf(block, 'afterEach'))) await attempt(test, hook);
  }

  async function runBlock(block) {
    const first = [...chosen][0];
    for (const hook of hooksOf(block, 'beforeAll')) if (!(await attempt(first, hook))) break;
    for (const child of block.children) {
      if (failed !== undefined) break;
      if (child.type === 'test' ? chosen.has(child) : hasChosen(child)) {
        await (child.type === 'test' ? runTest(child) : runBlock(child));
      }
    }
    for (const hook of hooksOf(block, 'afterAll')) await attempt(first, hook);
  }

  await runBlock(circus.rootDescribeBlock);
  return failed;
}

module.exports = { parentsOf, runTestsAgain };
