import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A project file as far as these laws need it. */
interface Project {
  readonly name: string;
  readonly tags: readonly string[];
  readonly implicitDependencies?: readonly string[];
}

const root = resolve(__dirname, '../../..');

const projects = readdirSync(join(root, 'infra'))
  .map((folder) => ({ folder, file: join(root, 'infra', folder, 'project.json') }))
  .filter(({ file }) => existsSync(file))
  .map(({ folder, file }) => ({ folder, ...(JSON.parse(readFileSync(file, 'utf8')) as Project) }));

const stacks = projects.filter(({ tags }) => tags.includes('type:infra'));

describe('every stack project', () => {
  it('exists for each of the five services', () => {
    expect(stacks.map(({ folder }) => folder).sort()).toEqual([
      'aggregator',
      'bot',
      'dispatcher',
      'notifier',
      'query-worker',
    ]);
  });

  // Without it a change of the app would build the app and deploy nothing.
  it.each(stacks)('$name depends on its app', ({ folder, implicitDependencies }) => {
    expect(implicitDependencies).toContain(folder);
  });

  it.each(stacks)('$name has the name under which its synth is looked for', ({ name, folder }) => {
    expect(name).toBe(`infra-${folder}`);
  });
});
