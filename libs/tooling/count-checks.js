/**
 * What a run of checks comes to, so that nothing is taken for checked that was not: a task that did not run, a spec file
 * that jest did not find, a run without a test.
 */

/** @returns Tests of one project's jest run, and the names of what failed and of what was skipped. */
function countTests({ project, target, exitCode, results, specs, testedBy }) {
  if (specs.length === 0 && testedBy === undefined) {
    const advice = 'give it one, or name who tests it in libs/tooling/tested-elsewhere.js';
    return { failures: [`${project}:${target} has no spec: ${advice}`] };
  }
  const named = ({ fullName }) => `${project}: ${fullName}`;
  // A jest that crashed before it could write a file has failed; one that had nothing to do writes none.
  if (results === undefined) {
    if (exitCode !== 0) return { failures: [`${project}:${target} did not finish`] };
    return { failures: specs.map((spec) => `${spec} was not run`) };
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

/**
 * @param {object[]} tasks - Those that must have run: `project`; `target`; `exitCode`, undefined when it did not run; and
 *   of those that run jest `specs`, the spec files that are there, `results`, jest's own, if it wrote any, and `testedBy`
 *   where a project needs no specs.
 * @returns {{ passed: number, failures: string[], skips: string[] }} A task without jest counts as one.
 */
function countChecks(tasks) {
  let passed = 0;
  let testCount = 0;
  const failures = [];
  const skips = [];
  for (const task of tasks) {
    const { project, target, exitCode, specs } = task;
    if (exitCode === undefined) {
      failures.push(`${project}:${target} did not run`);
    } else if (specs !== undefined) {
      const counts = { passed: 0, skips: [], ...countTests(task) };
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

module.exports = { countChecks };
