import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { services } from '@pulso/contracts/envelope';

import { stacksInOrder } from '../deploy/deploy-order';
import { knownStages } from '../known-stages';
import { layerOf, projectFolders, readProject } from '../project-layers';
import { checkCommands } from '../workflow-check/check-commands';
import { checkHardening } from '../workflow-check/check-hardening';
import { type Job, readWorkflow } from '../workflow-check/read-workflow';
import { openRepository } from '../workflow-check/repository';
import { bundledFiles } from './testing/bundled-files';

const root = join(__dirname, '../../..');
const folder = '.github/workflows';

const workflows = readdirSync(join(root, folder)).map((name) =>
  readWorkflow(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')),
);

/** As `nx run-many -p` reads it: names and tags of types, and with "!" what of these is left out. */
function selects(selection: string, name: string, type: string): boolean {
  const fits = (part: string): boolean => [name, `tag:type:${type}`].includes(part);
  const parts = selection.split(',');
  return parts.some(fits) && !parts.some((part) => part.startsWith('!') && fits(part.slice(1)));
}

const usesDownloads = ({ steps = [] }: Job) => steps.some(({ uses }) => uses?.startsWith('actions/download-artifact@'));
const writesForPeople = ({ permissions }: Job) => Object.keys(permissions ?? {}).some((key) => /issues|pull/.test(key));

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
      Object.entries(content.jobs ?? {}).flatMap(([name, { environment, steps = [] }]) =>
        steps.flatMap((step) => {
          const role = step.with?.['role-to-assume'];
          return typeof role !== 'string' ? [] : [[`${path}: ${name}`, role, environment?.name ?? ''] as const];
        }),
      ),
    ),
  )('%s takes the role that its environment may have', (_, role, environment) => {
    const [kind = 'apply'] = /(?<=-)(preview|plan)$/.exec(environment) ?? [];
    if (kind === 'apply') expect(environment).toBe("${{ inputs.stage || 'prod' }}-${{ matrix.stack }}");

    expect(role).toMatch(new RegExp(`:role/github-pulso-\\$\\{\\{ env\\.STAGE \\}\\}-${kind}$`));
  });

  it.each(
    workflows.flatMap(({ path, content }) =>
      Object.entries(content.jobs ?? {})
        .filter(([, job]) => String(job.if).includes('!cancelled()') && usesDownloads(job) && writesForPeople(job))
        .map(([name, job]) => [`${path}: ${name}`, job] as const),
    ),
  )('%s reports also where the job before it died without an artifact', (_, { steps = [] }) => {
    const downloads = steps.filter(({ uses }) => uses?.startsWith('actions/download-artifact@'));

    expect(downloads.map((step) => step['continue-on-error'])).toEqual([true]);
  });

  it('changes at night each place of the domain and of the adapters, in one job each', () => {
    const nightly = workflows.find(({ path }) => path.endsWith('/nightly.yml'));
    const selections = nightly?.content.jobs?.['mutations']?.strategy?.matrix.projects ?? [];
    const mutated = ['domain', 'adapter', 'dialect'];

    for (const folder of projectFolders(root)) {
      const { type } = layerOf(folder);
      const { name } = readProject(root, folder);

      const chosen = selections.filter((selection) => selects(selection, name, type));

      expect([name, chosen.length]).toEqual([name, mutated.includes(type) ? 1 : 0]);
    }
  });

  it('offers each stage that can be deployed, and each stack or all', () => {
    const deploy = workflows.find(({ path }) => path.endsWith('/deploy.yml'));

    expect(deploy?.content.on).toMatchObject({
      workflow_dispatch: {
        inputs: {
          stage: { options: knownStages(root).filter((stage) => stage !== 'local') },
          service: { options: ['all', ...stacksInOrder(root)] },
        },
      },
    });
  });

  it('deploys each push to main but one of documents alone, which no stack holds', () => {
    const deploy = workflows.find(({ path }) => path.endsWith('/deploy.yml'));
    const programs = stacksInOrder(root).map((stack) => `infra/${stack}/src`);
    const bundles = services.map((service) => `apps/${service}/src`);
    const deployed = [...programs, ...bundles].flatMap(bundledFiles);

    expect(deploy?.content.on).toMatchObject({ push: { branches: ['main'], 'paths-ignore': ['**.md', 'docs/**'] } });
    expect(deployed).toContain('apps/bot/src/handler.ts');
    expect(deployed.filter((path) => path.endsWith('.md') || path.startsWith('docs/'))).toEqual([]);
  });

  it('waits for the check of main while one before it runs, and has time left to apply', () => {
    const jobOf = (name: string, job: string) =>
      workflows.find(({ path }) => path.endsWith(`/${name}.yml`))?.content.jobs?.[job];
    const check = jobOf('ci', 'check')?.['timeout-minutes'] ?? 0;
    const lane = jobOf('deploy', 'apply');
    const scripts = (lane?.steps ?? []).map(({ run = '' }) => run).join('\n');
    const waits = Number(/await-check\.ts --check check --minutes (\d+)/.exec(scripts)?.[1]);

    expect(waits).toBeGreaterThan(2 * check);
    expect((lane?.['timeout-minutes'] ?? 0) - waits).toBeGreaterThanOrEqual(50);
  });

  it('saves what a check has found under the name by which it is restored, also after a failure', () => {
    const steps = workflows.find(({ path }) => path.endsWith('/ci.yml'))?.content.jobs?.['check']?.steps ?? [];
    const [restored] = steps.filter(({ uses }) => uses?.startsWith('actions/cache/restore@'));
    const [saved] = steps.filter(({ uses }) => uses?.startsWith('actions/cache/save@'));

    expect(saved?.if).toBe('always()');
    expect(restored?.with).toMatchObject(saved?.with ?? {});
  });

  it('reports every job of the night', () => {
    const jobs = workflows.find(({ path }) => path.endsWith('/nightly.yml'))?.content.jobs ?? {};

    expect(jobs['report']?.needs).toEqual(Object.keys(jobs).filter((name) => name !== 'report'));
  });
});
