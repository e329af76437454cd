/**
 * Whether contracts still read what was once sent. Fixtures are records of it: a field that is renamed in the code and in
 * its fixture would pass every test, and the messages in the queues would not. Plain JavaScript that needs no package, as
 * `npm test` does.
 */
const { git } = require('./deploy/git');

const fixturePath = /^libs\/contracts\/([^/]+)\/.*fixtures\/.+\.json$/;

const lines = (text) => text.split('\n').filter((line) => line !== '');

/** @returns {{ contract: string, path: string, blob: string }[]} The fixtures of a commit. */
const fixturesAt = (root, commit) =>
  lines(git(root, 'ls-tree', '-r', commit, '--', 'libs/contracts')).flatMap((line) => {
    const [meta, path] = line.split('\t');
    const [, contract] = fixturePath.exec(path) ?? [];
    return contract === undefined ? [] : [{ contract, path, blob: meta.split(' ')[2] }];
  });

/** @returns {Set<string>} The fixtures as they lie there now, by contract and content. */
function fixturesNow(root) {
  const listed = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '--', 'libs/contracts');
  const deleted = new Set(lines(git(root, 'ls-files', '--deleted', '--', 'libs/contracts')));
  const paths = lines(listed).filter((path) => fixturePath.test(path) && !deleted.has(path));
  const blobs = lines(git(root, 'hash-object', '--', ...paths));
  return new Set(paths.map((path, index) => `${fixturePath.exec(path)[1]} ${blobs[index]}`));
}

/**
 * Looks for fixtures that were there in a commit and are not any more: changed or removed. One that was only moved inside
 * its contract is still there.
 *
 * @param {string} root - The repository's.
 * @param {string} base - A commit.
 * @returns {string[]} A sentence per fixture.
 * @throws {DeployError} git can't tell.
 */
function brokenFixtures(root, base) {
  const present = fixturesNow(root);
  return fixturesAt(root, base)
    .filter(({ contract, blob }) => !present.has(`${contract} ${blob}`))
    .map(
      ({ path, contract }) =>
        `${path} is not what it was in ${base}: messages like it may lie in a queue. Put it back and add another one; ` +
        `a reader of ${contract} takes every fixture`,
    );
}

module.exports = { brokenFixtures };
