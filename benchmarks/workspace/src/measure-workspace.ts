import { join } from 'node:path';

import { measureCommand } from './measure-command';
import { type Figure } from './render-table';
import { makeScratchCopy } from './scratch-copy';

const library = 'libs/domain/report-rendering';

/** Of which every report is made: much follows from it. */
const commentedFile = `${library}/src/index.ts`;

const oneSpec = ['libs/domain/fan-out', 'dispatch.spec'] as const;

/** What `npm test` sets for itself. */
const env = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };

/**
 * Measures what developers wait for.
 *
 * @param root - The repository; nothing in it changes.
 * @param options - `cold`: whether `npm test` without a cache is a figure, too; `node`: the program.
 * @throws {Error} A command failed.
 */
export function measureWorkspace(
  root: string,
  { cold, node, tell }: { cold: boolean; node: string; tell: (what: string) => void },
): Figure[] {
  const copy = makeScratchCopy(root, { cold });
  const secondsOf = (what: string, ...command: string[]): number => {
    tell(`${what}...`);
    return measureCommand(command, { folder: copy.folder, logFile: join(copy.folder, 'benchmark.log'), env })
      .cpuSeconds;
  };
  const packages = join(copy.folder, 'node_modules');
  const test = [node, 'libs/tooling/run-tests.ts'];
  try {
    const filling = secondsOf(cold ? 'npm test, cold' : 'npm test, to fill the cache', ...test);
    const warm = secondsOf('npm test, warm', ...test);
    const types = ['-p', 'tsconfig.json', '--noEmit'];
    const typeCheck = secondsOf('type check', node, join(packages, 'typescript/bin/tsc'), ...types);
    const [folder, pattern] = oneSpec;
    const jest = [node, join(packages, 'jest/bin/jest.js'), `--rootDir=${folder}`, pattern];
    // The first time Jest transforms what it loads, which it keeps by the file's place.
    secondsOf('first test result, to fill the cache', ...jest);
    const first = secondsOf('first test result', ...jest);
    copy.addLine(commentedFile, '// A comment.');
    const comment = secondsOf('a comment in a library', ...test, '--since', 'HEAD~1');
    return [
      ...(cold ? [{ what: 'npm test, cold', seconds: filling, targetSeconds: 330, beforeSeconds: 660 }] : []),
      { what: 'npm test, warm', seconds: warm, targetSeconds: 3, beforeSeconds: 22.7 },
      { what: 'a comment in a library', seconds: comment, targetSeconds: 60, beforeSeconds: 290 },
      { what: 'type check', seconds: typeCheck, targetSeconds: 15, beforeSeconds: 132 },
      { what: 'first test result', seconds: first, targetSeconds: 1.5 },
    ];
  } finally {
    copy.remove();
  }
}
