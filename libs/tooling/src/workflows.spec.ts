import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkCommands, checkHardening, openRepository, readWorkflow } from './testing/workflow-check';

const { knownStages } = jest.requireActual<{ knownStages: (root: string) => string[] }>('../known-stages');

const root = join(__dirname, '../../..');
const folder = '.github/workflows';

const workflows = readdirSync(join(root, folder)).map((name) =>
  readWorkflow(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')),
);

describe('every workflow of this repository', () => {
  const repository = openRepository(root);

  it('is one of those that were looked at', () => {
    expect(workflows.map(({ path }) => path).sort()).toEqual(
      ['ci', 'deploy', 'drift', 'nightly'].map((name) => `${folder}/${name}.yml`),
    );
  });

  it.each(workflows.map((workflow) => [workflow.path, workflow] as const))('%s keeps the rules', (_, workflow) => {
    expect(checkHardening(workflow)).toEqual([]);
  });

  it.each(workflows.map((workflow) => [workflow.path, workflow] as const))(
    '%s calls what is there, with options that it takes',
    (_, workflow) => {
      expect(checkCommands(workflow, repository)).toEqual([]);
    },
  );

  it.each(
    workflows.flatMap(({ path, content }) =>
      Object.entries(content.jobs).flatMap(([name, { environment, steps }]) =>
        steps.flatMap((step) => {
          const role = step.with?.['role-to-assume'];
          return role === undefined ? [] : [[`${path}: ${name}`, role, environment?.name ?? ''] as const];
        }),
      ),
    ),
  )('%s takes the role that its environment may have', (_, role, environment) => {
    const [kind = 'apply'] = /(?<=-)(preview|plan)$/.exec(environment) ?? [];

    expect(role).toMatch(new RegExp(`:role/github-pulso-\\$\\{\\{ env\\.STAGE \\}\\}-${kind}$`));
  });

  it.each(
    workflows.flatMap(({ path, content }) =>
      Object.entries(content.jobs)
        .filter(([, job]) => job.if?.includes('!cancelled()'))
        .map(([name, job]) => [`${path}: ${name}`, job] as const),
    ),
  )('%s reports also where the job before it died without an artifact', (_, { steps }) => {
    const downloads = steps.filter(({ uses }) => uses?.startsWith('actions/download-artifact@'));

    expect(downloads.map((step) => step['continue-on-error'])).toEqual([true]);
  });

  it('offers each stage that can be deployed', () => {
    const deploy = workflows.find(({ path }) => path.endsWith('/deploy.yml'));

    expect(deploy?.content.on?.workflow_dispatch?.inputs?.stage?.options).toEqual(
      knownStages(root).filter((stage) => stage !== 'local'),
    );
  });
});
