import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { type Outcome } from './workspace';

/** What jest writes down of a run, as far as it is read here. */
interface Results {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const targets = ['test', 'e2e', 'lint', 'typecheck', 'docs-check', 'format'];

/** Enough of a failure to see what it is about, characters. */
const excerptLength = 600;

/** Runs every check that a change of the working tree reaches. @returns What is red, with the reason. */
export function checkAffected(root: string, run: (program: string, ...args: string[]) => Outcome): readonly string[] {
  const folder = join(root, 'dist/test-results');
  rmSync(folder, { recursive: true, force: true });
  const { status, output } = run(
    'nx/dist/bin/nx.js',
    ...['affected', '-t', ...targets, '--base=HEAD', '--exclude=recipes'],
    ...['--parallel=2', '--nxBail=false', '--output-style=static'],
  );
  const files = existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
  const failures = files.flatMap((file) => failuresIn(root, JSON.parse(readFileSync(file, 'utf8'))));
  if (status === 0) return failures;
  return [...failures, ...failedTasks(output)];
}

function failuresIn(root: string, { testResults }: Results): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const place = name.slice(root.length + 1);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${place}: ${message.slice(0, excerptLength)}`];
    return failed.map(
      ({ fullName, failureMessages: [reason = ''] }) => `${place}: ${fullName}: ${reason.slice(0, excerptLength)}`,
    );
  });
}

/** What Nx lists at its end. Where it lists nothing, it could not begin: the end of its output says why. */
function failedTasks(output: string): string[] {
  const listed = [...output.matchAll(/^\s*[-✖] +(?:nx run )?(\S+:\S+)/gm)].map(([, task]) => `task ${task}`);
  return listed.length > 0 ? [...new Set(listed)] : [output.slice(-2_000)];
}
