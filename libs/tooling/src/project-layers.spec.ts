import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { services } from '@pulso/contracts/envelope';
import { knownStages as declaredStages } from '@pulso/infra/stages';

import { deployOrder, stacksInOrder } from '../deploy/deploy-order';
import { knownStages } from '../known-stages';
import { layerOf, projectFolders, readProject, serviceNames } from '../project-layers';

const root = join(__dirname, '../../..');

const stackFolders = projectFolders(root).filter((folder) => layerOf(folder).type === 'infra');

describe('the services', () => {
  it('are those of the folders', () => {
    expect([...services].sort()).toEqual(serviceNames(root));
  });

  it('have one stack each, and only the alerts have another', () => {
    expect(stackFolders).toEqual([...services, 'alerts'].sort().map((name) => `infra/${name}`));
  });

  it.each(services)('have one for %s under the name by which deployments find it', (service) => {
    expect(readProject(root, `infra/${service}`).name).toBe(`infra-${service}`);
  });

  // Without it a change of the app would build the app and deploy nothing.
  it.each(services)('have one for %s that depends on its app', (service) => {
    const folder = `infra/${service}`;

    expect(layerOf(folder).uses?.(folder)).toContain(service);
  });

  // A query with a field that no record has would fail every day after the deploy.
  it('are deployed after their tests and those of all queries of the catalogue have passed', () => {
    const { targetDefaults } = JSON.parse(readFileSync(join(root, 'nx.json'), 'utf8'));
    const [all, ofReports] = targetDefaults.deployable;

    expect(targetDefaults.deploy.dependsOn).toEqual(['deployable']);
    expect(all.dependsOn).toEqual(['test', '^test']);
    expect(ofReports.dependsOn).toEqual(['...', { projects: ['contract-specs'], target: 'test' }]);
    for (const folder of stackFolders) expect(layerOf(folder).targets).toContain('deploy');
  });

  it('are deployed in an order that has every stack, each after those that AWS requires for it', () => {
    expect(stacksInOrder(root)).toEqual(deployOrder);
    expect(deployOrder[0]).toBe('alerts');
    expect(deployOrder.indexOf('notifier')).toBeLessThan(deployOrder.indexOf('dispatcher'));
  });

  it('have a configuration for each stage that is declared', () => {
    expect(knownStages(root)).toEqual(Object.keys(declaredStages));
  });

  it('knows every project of the repository', () => {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*project.json'], {
      cwd: root,
      encoding: 'utf8',
    });

    expect(files.trim().split('\n').map(dirname).sort()).toEqual(['.', ...projectFolders(root)].sort());
  });

  it('are imported by names that show their layer', () => {
    const { paths } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions;
    const folderOf = ([file]: readonly string[]) =>
      file?.replace(/^\.\/(libs\/)?/, '').replace(/\/src(?=\/)|\/index\.ts$/g, '');
    const others = Object.entries<readonly string[]>(paths)
      .filter(([alias, files]) => alias !== `@pulso/${folderOf(files)}`)
      .map(([alias]) => alias);

    // A package of its own, and what Nx looks for by this name.
    expect(others).toEqual(['@pulso/logs-insights', '@pulso/tooling']);
  });

  it('refuses a project in a folder without a layer', () => {
    expect(() => layerOf('libs/elsewhere/thing')).toThrow(/^libs\/elsewhere\/thing lies in no layer\. Move it below/);
  });
});
