const { parseDocument } = require('yaml');

/**
 * @typedef {{ name: string, job: object }} NamedJob
 * @typedef {{ path: string, text: string, problems: string[], content: object, jobs: NamedJob[] }} Workflow
 *
 * @param {string} path - From the root of the repository; problems name it.
 * @param {string} text - A workflow of GitHub Actions.
 * @returns {Workflow} `problems`: why it is no YAML that means one thing; the rest is then empty.
 */
function readWorkflow(path, text) {
  const document = parseDocument(text, { uniqueKeys: true, version: '1.2' });
  const problems = [...document.errors, ...document.warnings].map(
    ({ message }) => `${path}: ${message.split('\n')[0]}`,
  );
  const content = problems.length === 0 ? (document.toJS() ?? {}) : {};
  const jobs = Object.entries(content.jobs ?? {}).map(([name, job]) => ({ name, job }));
  return { path, text, problems, content, jobs };
}

/** @returns {{ script: string, where: string }[]} Every script that a workflow runs, and the job that runs it. */
const scriptsOf = ({ path, jobs }) =>
  jobs.flatMap(({ name, job }) =>
    (job.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [{ script: run, where: `${path}: job ${name}` }])),
  );

module.exports = { readWorkflow, scriptsOf };
