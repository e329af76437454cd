/**
 * What a run of checks comes to, so that nothing is taken for checked that was not: a task that did not run, a spec file
 * that jest did not find, a run without a test.
 */

/** Of jest's own report, what is read here. */
export interface JestResults {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** A task that must have run. */
export interface Task {
  readonly project: string;
  readonly target: string;
  /** Undefined when it did not run. */
  readonly exitCode?: number | undefined;
  /** Of those that run jest, the spec files that are there. */
  readonly specs?: readonly string[];
  /** Jest's own, if it wrote any. */
  readonly results?: JestResults;
  /** Who tests a project that needs no specs. */
  readonly testedBy?: string | undefined;
}

/** What the checks come to. */
export interface Counts {
  readonly passed: number;
  readonly failures: string[];
  readonly skips: string[];
}

/** @returns Tests of one project's jest run, and the names of what failed and of what was skipped. */
function countTests({ project, target, exitCode, results, specs = [], testedBy }: Task): Counts {
  if (specs.length === 0 && testedBy === undefined) {
    const advice = 'give it one, or name who tests it in libs/tooling/tested-elsewhere.ts';
    return { passed: 0, failures: [`${project}:${target} has no spec: ${advice}`], skips: [] };
  }
  const named = ({ fullName }: { readonly fullName: string }): string => `${project}: ${fullName}`;
  // A jest that crashed before it could write a file has failed; one that had nothing to do writes none.
  if (results === undefined) {
    const notRun = specs.map((spec) => `${spec} was not run`);
    return { passed: 0, failures: exitCode === 0 ? notRun : [`${project}:${target} did not finish`], skips: [] };
  }
  const failures = results.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter(({ status: outcome }) => outcome === 'failed');
    return status === 'failed' && failed.length === 0 ? [`${name} could not run`] : failed.map(named);
  });
  if (failures.length === 0 && exitCode !== 0) failures.push(`${project}:${target} failed`);
  // By their ends: a cached result may be of another clone.
  const missing = specs.filter((spec) => !results.testResults.some(({ name }) => name.endsWith(`/${spec}`)));
  failures.push(...missing.map((spec) => `${spec} was not run`));
  // What a test needs and does not find stands in its title.
  const skips = results.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending')
    .map(named);
  return { passed: results.numPassedTests, failures, skips };
}

/** A task without jest counts as one. */
export function countChecks(tasks: readonly Task[]): Counts {
  let passed = 0;
  let testCount = 0;
  const failures: string[] = [];
  const skips: string[] = [];
  for (const task of tasks) {
    const { project, target, exitCode, specs } = task;
    if (exitCode === undefined) {
      failures.push(`${project}:${target} did not run`);
    } else if (specs !== undefined) {
      const counts = countTests(task);
      passed += counts.passed;
      testCount += counts.passed;
      failures.push(...counts.failures);
      skips.push(...counts.skips);
    } else if (exitCode === 0) {
      passed += 1;
    } else {
      failures.push(`${project}:${target} failed`);
    }
  }
  // At any change the tests of libs/tooling are among what it reaches.
  if (testCount === 0 && failures.length === 0) failures.push('no test ran');
  return { passed, failures, skips };
}
