/**
 * Runs tests of a spec file that Jest has run already, without loading it again.
 *
 * A small part of jest-circus: it holds Jest's tree of tests and hooks, and stops at the first failure.
 */
import type { Circus } from '@jest/types';

const waitMs = 5_000;
const slowdown = 20;

/** Jest's limit would end a test after minutes: the parent runs what hangs no longer than this. */
function withinLimit(promise: Promise<unknown>, limitMs: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const hooksOf = (block: Circus.DescribeBlock, type: Circus.HookType): Circus.Hook[] =>
  block.hooks.filter((hook) => hook.type === type);

/** @returns The blocks that a test lies in, from the outermost, which is the file. */
export function parentsOf(test: Circus.TestEntry): Circus.DescribeBlock[] {
  const parents: Circus.DescribeBlock[] = [];
  for (let block: Circus.DescribeBlock | undefined = test.parent; block !== undefined; block = block.parent)
    parents.unshift(block);
  return parents;
}

/** Everything that Jest has caught and no test has. */
const strayCount = (circus: Circus.State): number =>
  circus.unhandledErrors.length + circus.unhandledRejectionErrorByPromise.size;

/**
 * @param circus - After its run.
 * @returns The test that failed first, or that was next when something else did.
 */
export async function runTestsAgain(
  circus: Circus.State,
  chosen: ReadonlySet<Circus.TestEntry>,
): Promise<Circus.TestEntry | undefined> {
  const strayBefore = strayCount(circus);
  const hasChosen = (block: Circus.DescribeBlock): boolean =>
    block.children.some((child) => (child.type === 'test' ? chosen.has(child) : hasChosen(child)));
  let failed: Circus.TestEntry | undefined;

  /** @returns Whether it went well. */
  async function attempt(
    one: Circus.TestEntry | undefined,
    { fn, timeout }: Pick<Circus.Hook | Circus.TestEntry, 'fn' | 'timeout'>,
    usualMs = 0,
  ): Promise<boolean> {
    try {
      const limitMs = Math.max(timeout ?? 0, waitMs) + slowdown * usualMs;
      // It takes no callback: this repository's tests return promises.
      const run = fn as (this: object) => unknown;
      await withinLimit(Promise.resolve(run.call({})), limitMs);
    } catch {
      failed ??= one;
    }
    if (strayCount(circus) > strayBefore) failed ??= one;
    return failed === undefined;
  }

  async function runTest(test: Circus.TestEntry): Promise<void> {
    const parents = parentsOf(test);
    const before = parents.flatMap((block) => hooksOf(block, 'beforeEach'));
    for (const hook of before) if (!(await attempt(test, hook))) break;
    if (failed === undefined) await attempt(test, test, test.duration ?? 0);
    for (const hook of parents.reverse().flatMap((block) => hooksOf(block, 'afterEach'))) await attempt(test, hook);
  }

  async function runBlock(block: Circus.DescribeBlock): Promise<void> {
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
