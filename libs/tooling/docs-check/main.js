/**
 * `npx nx docs-check tooling`: finds in the repository's documents what is too wide or too long, links that lead nowhere,
 * and statements about the code that are not true any more. Prints every problem and exits 1 if there was one.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { projectFolders } = require('../project-layers');
const { checkLinks } = require('./check-links');
const { checkShape } = require('./check-shape');
const { checkFolders, checkLayers, checkQuotes } = require('./check-statements');
const { readMarkdown } = require('./read-markdown');

const root = join(__dirname, '../../..');

/** What Git knows, and what it would add: not what was built or installed. */
function repositoryFiles() {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error('git ls-files failed: the check needs a clone of the repository.');
  return stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

const withFolders = (files) => {
  const paths = new Set(['.', ...files]);
  for (const file of files) for (let path = dirname(file); path !== '.'; path = dirname(path)) paths.add(path);
  return paths;
};

async function lintConstraints() {
  const { default: configs } = await import('../eslint.config.mjs');
  const [, { depConstraints }] = configs.map(({ rules }) => rules?.['@nx/enforce-module-boundaries']).find(Boolean);
  return depConstraints;
}

async function main() {
  const files = repositoryFiles();
  const read = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
  const documents = files.filter((file) => file.endsWith('.md')).map((path) => readMarkdown(path, read(path)));
  const architecture = documents.find(({ path }) => path === 'docs/architecture.md');
  const problems = [
    ...checkShape(documents),
    ...checkLinks(documents, withFolders(files)),
    ...checkQuotes(documents, read),
    ...checkFolders(architecture, projectFolders(root)),
    ...checkLayers(architecture, await lintConstraints()),
  ];
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length === 0) process.stdout.write(`${documents.length} documents checked: sound\n`);
  process.exit(problems.length > 0 ? 1 : 0);
}

main();
