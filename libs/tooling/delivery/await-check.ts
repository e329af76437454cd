/**
 * Waits until a check of main's newest commit has passed, and prints that commit:
 * `node libs/tooling/delivery/await-check.ts --check check --minutes 65`. It asks GitHub through `gh`.
 */
import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/** One run of a check, as far as it is read here. */
export interface CheckRun {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string | null;
}

/** What is asked of GitHub, and of the clock. */
export interface AwaitCheckTools {
  /** @returns The newest commit of main. */
  readonly readMain: () => Promise<string>;
  /** @returns All runs of the check for a commit. */
  readonly readRuns: (commit: string) => Promise<readonly CheckRun[]>;
  /** @throws {Error} Enough time has passed. */
  readonly wait: () => Promise<void>;
  readonly say: (line: string) => void;
}

/**
 * Looks at main anew each time: a commit that comes while one waits has a check of its own, and the older one's may have
 * been cancelled for it.
 *
 * @returns The commit.
 * @throws {Error} The check has failed, or did not end in time.
 */
export async function awaitCheck(name: string, tools: AwaitCheckTools): Promise<string> {
  let said = '';
  for (;;) {
    const commit = await tools.readMain();
    const [last] = (await tools.readRuns(commit)).toSorted((one, other) => other.id - one.id);
    const state = last?.conclusion ?? last?.status ?? 'not begun';
    if (state === 'success') return commit;
    // A cancelled one may have given way to that of a newer commit.
    if (last?.conclusion && state !== 'cancelled')
      throw new Error(
        `The check "${name}" of ${commit} has ended with: ${state}. Run this job again when it is green.`,
      );
    const line = `The check "${name}" of ${commit}: ${state}. Waiting.`;
    if (line !== said) tools.say((said = line));
    await tools.wait();
  }
}

const pollMs = 15_000;

const attempts = 3;
const pauseMs = 5_000;

/** @throws {Error} GitHub does not answer, several times. */
async function askGitHub(path: string, jq: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, stdout, stderr, error } = spawnSync('gh', ['api', path, '--jq', jq], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
    if (attempt === attempts) throw new Error(`GitHub does not answer: ${error?.message ?? stderr.trim()}`);
    await setTimeout(pauseMs);
  }
}

async function main(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, strict: true, options: { check: text, minutes: text } });
  const { check = '', minutes = '' } = values;
  if (check === '' || !(Number(minutes) > 0)) throw new Error('Usage: await-check.ts --check NAME --minutes NUMBER');
  const repository = `repos/${process.env['GITHUB_REPOSITORY']}`;
  const endMs = Date.now() + Number(minutes) * 60_000;
  const commit = await awaitCheck(check, {
    readMain: () => askGitHub(`${repository}/commits/main`, '.sha'),
    readRuns: async (sha) =>
      JSON.parse(
        await askGitHub(
          `${repository}/commits/${sha}/check-runs?check_name=${check}`,
          '[.check_runs[] | select(.app.slug == "github-actions") | {id, status, conclusion}]',
        ),
      ),
    wait: async () => {
      if (Date.now() + pollMs > endMs) throw new Error(`The check "${check}" did not end within ${minutes} minutes.`);
      await setTimeout(pollMs);
    },
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${commit}\n`);
}

if (import.meta.main)
  main(process.argv.slice(2)).catch((error: Error) => {
    // Actions shows this beside the run.
    process.stderr.write(`::error::${error.message}\n`);
    process.exitCode = 1;
  });
