import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { type Workspace, createWorkspace } from './testing/workspace';

/** What faults and kill points know of it. Its name is one that a team hardly takes: its own services stay there. */
const faultsSpec = `
import { parseFaultPlan } from '@pulso/local/fault-plans';
import { parseDemoOptions } from './demo-options';

it.each(['kill:spec-made-sender@0.5', 'duplicate:spec-made-requests', 'delay:spec-made-requests=90s'])('strike by %s', (rule) => {
  expect(parseFaultPlan(rule, 'local-cloud').rules).toHaveLength(1);
});
it.each(['kill:spec-made-sender', 'duplicate:spec-made-requests', 'absent:queue.spec-made-requests'])('not simulated: %s', (rule) => {
  expect(() => parseFaultPlan(rule, 'simulation')).toThrow(/the simulation does not run .*: no service sends to it/);
});
it('can not be killed in a run', () => {
  expect(() => parseDemoOptions(['--kill', 'spec-made-sender'], { nowMs: 0, folder: '/' })).toThrow(/takes no part in a report/);
});
`;

const sound = expect.objectContaining({ status: 0 });

// It ends what hangs: a busy machine needs minutes.
jest.setTimeout(600_000);

describe('a service that the generator adds', () => {
  let workspace: Workspace;
  const generate = (...args: string[]) => workspace.run('nx/dist/bin/nx.js', 'g', '@pulso/tooling:service', ...args);

  beforeAll(() => {
    workspace = createWorkspace();
  });

  afterAll(() => workspace.remove());

  it('is well-typed, well-formed, built and tested, and so is what lists services', () => {
    const generated = generate('spec-made-sender', '--consumes', 'spec-made-requests');
    const own = ['apps', 'infra'].map((folder) => `${folder}/spec-made-sender`);
    const libraries = ['libs/contracts/spec-made-requests', 'libs/domain/spec-made-request-handling'];
    const lists = ['libs/contracts/envelope', 'libs/local/fault-plans', 'libs/testing/contract-specs'];

    expect(generated).toEqual(sound);
    expect(generated.output).toMatch(/spec-made-sender is a service\. What to do next:/);
    expect(workspace.typecheck(...own, ...libraries, ...lists)).toEqual(sound);
    expect(
      workspace.run(
        'eslint/bin/eslint.js',
        ...['-c', 'libs/tooling/eslint.config.mjs', '--max-warnings', '0', ...own, ...libraries],
      ),
    ).toEqual(sound);
    const formatted = [...own, ...libraries, 'docs', '.github', 'libs/contracts/envelope', 'tsconfig.base.json'];
    expect(workspace.run('prettier/bin/prettier.cjs', '--check', ...formatted)).toEqual(sound);
    expect(workspace.run('../libs/tooling/docs-check.ts')).toEqual(sound);
    workspace.write('apps/local/cloud/src/demo/spec-made-faults.spec.ts', faultsSpec);
    const specs = ['spec-made-', 'contracts.spec', 'fault-plans', 'project-layers', 'github-files', 'examine.spec'];
    expect(workspace.test('.', ...specs)).toEqual(sound);
    expect(
      workspace.run('nx/dist/bin/nx.js', 'run-many', '-t', 'build', 'synth', 'check', '-p', 'infra-spec-made-sender'),
    ).toEqual(sound);
    expect(workspace.has('dist/tf/local/infra-spec-made-sender')).toBe(true);
  });

  it('is asked for its first fixture', () => {
    rmSync(join(workspace.root, 'libs/contracts/spec-made-requests/src/fixtures'), { recursive: true });

    const { status, output } = workspace.test('libs/testing/contract-specs', 'contracts.spec');

    expect(status).not.toBe(0);
    expect(output).toContain(
      'Write a message of spec-made-requests, as it is sent, into libs/contracts/spec-made-requests/src/fixtures/v1',
    );
  });
});
