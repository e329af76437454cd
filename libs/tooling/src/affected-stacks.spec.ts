import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

const { nxProgram } = jest.requireActual<{ nxProgram: (root: string) => string }>('../nx-program');

/** @returns The stacks that `nx affected -t deploy` deploys when this file has changed. */
function stacksAffectedBy(file: string): string[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [nxProgram(root), 'show', 'projects', '--affected', `--files=${file}`, '--with-target=deploy', '--json'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' } },
  );
  if (status !== 0) throw new Error(`nx did not answer: ${stderr}`);
  const stacks: string[] = JSON.parse(stdout);
  return stacks.sort();
}

describe('a change', () => {
  it.each([
    ['of a handler', 'apps/bot/src/handler.ts', ['infra-bot']],
    ['of what specs of handlers share', 'libs/testing/handler-harness/src/index.ts', []],
    ['of an emulator', 'libs/local/aws/src/index.ts', []],
  ])('%s deploys the stacks that hold it', (_what, file, stacks) => {
    expect(stacksAffectedBy(file)).toEqual(stacks);
  });
});
