import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildStacks } from '../deploy/build-stacks';

describe('a build of stacks', () => {
  let root: string;
  const into = (stack: string) => join(root, 'dist/deploy/prod', stack, 'stack');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pulso-build-stacks-'));
    writeFileSync(join(root, 'nx.json'), JSON.stringify({ targetDefaults: {} }));
    for (const stack of ['alerts', 'bot']) mkdirSync(into(stack), { recursive: true });
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const build = () =>
    buildStacks({
      root,
      stacks: ['alerts', 'bot'],
      stage: 'prod',
      stateBucket: 'states',
      into,
      say: () => undefined,
    });

  it('refuses to remove a state that Terraform could not save, and says how to save it', async () => {
    writeFileSync(join(into('bot'), 'errored.tfstate'), 'state');

    const problem: unknown = await build().catch((error: unknown) => error);

    const push = `-chdir="${into('bot')}" state push errored.tfstate && rm `;
    expect(problem).toMatchObject({ name: 'DeployError', message: expect.stringContaining(push) as unknown });
    expect(problem).not.toMatchObject({ message: expect.stringContaining(into('alerts')) as unknown });
    expect(readFileSync(join(into('bot'), 'errored.tfstate'), 'utf8')).toBe('state');
  });

  it('begins where every state was saved: it looks for Nx, which is not here', async () => {
    await expect(build()).rejects.toThrow(/node_modules\/nx/);
  });
});
