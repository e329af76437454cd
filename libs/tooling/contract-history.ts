/**
 * Whether contracts still read what was once sent. Fixtures are records of it: a field that is renamed in the code and in
 * its fixture would pass every test, and the messages in the queues would not.
 */
import { git } from './git.ts';

const fixturePath = /^libs\/contracts\/([^/]+)\/.*fixtures\/.+\.json$/;

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** What was once sent. */
interface Fixture {
  readonly contract: string;
  readonly path: string;
  /** The id that git gives its content. */
  readonly blob: string;
}

/** The contract that a file is a fixture of. */
const contractOf = (path: string): string | undefined => fixturePath.exec(path)?.[1];

/** @returns The fixtures of a commit. */
const fixturesAt = (root: string, commit: string): Fixture[] =>
  lines(git(root, 'ls-tree', '-r', commit, '--', 'libs/contracts')).flatMap((line) => {
    const [meta = '', path = ''] = line.split('\t');
    const contract = contractOf(path);
    return contract === undefined ? [] : [{ contract, path, blob: meta.split(' ')[2] ?? '' }];
  });

/** @returns The fixtures as they lie there now, by contract and content. */
function fixturesNow(root: string): Set<string> {
  const listed = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '--', 'libs/contracts');
  const deleted = new Set(lines(git(root, 'ls-files', '--deleted', '--', 'libs/contracts')));
  const paths = lines(listed).filter((path) => fixturePath.test(path) && !deleted.has(path));
  const blobs = lines(git(root, 'hash-object', '--', ...paths));
  return new Set(paths.map((path, index) => `${contractOf(path)} ${blobs[index]}`));
}

/**
 * Looks for fixtures that were there in a commit and are not any more: changed or removed. One that was only moved inside
 * its contract is still there.
 *
 * @param root - The repository's.
 * @param base - A commit.
 * @returns A sentence per fixture.
 * @throws {Error} git can't tell.
 */
export function brokenFixtures(root: string, base: string): string[] {
  const present = fixturesNow(root);
  return fixturesAt(root, base)
    .filter(({ contract, blob }) => !present.has(`${contract} ${blob}`))
    .map(
      ({ path, contract }) =>
        `${path} is not what it was in ${base}: messages like it may lie in a queue. Put it back and add another one; ` +
        `a reader of ${contract} takes every fixture`,
    );
}
