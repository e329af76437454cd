import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { serviceNames } from '../project-layers';

interface Update {
  readonly 'package-ecosystem': string;
  readonly directory?: string;
  readonly groups: Readonly<Record<string, { patterns: readonly string[] }>>;
  readonly ignore?: readonly { 'dependency-name': string }[];
}

interface Packages {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const root = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A team, a person, or a person's mail address. */
const codeOwner = /^(@[\w-]+(\/[\w-]+)?|[^\s@]+@[^\s@]+)$/;

describe('CODEOWNERS', () => {
  const entries = read('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/));

  it('begins with who owns what nobody else does', () => {
    expect(entries[0]?.[0]).toBe('*');
  });

  it('names folders that are there, each once and with an owner', () => {
    const [, ...folders] = entries;

    expect(folders.filter(([path = '']) => !path.endsWith('/') || !existsSync(join(root, path)))).toEqual([]);
    expect(new Set(folders.map(([path]) => path)).size).toBe(folders.length);
    for (const [, ...owners] of entries) {
      expect(owners.length).toBeGreaterThan(0);
      expect(owners.filter((owner) => !codeOwner.test(owner))).toEqual([]);
    }
  });

  it.each(serviceNames(root))('gives the app and the stack of %s to one team', (service) => {
    const ownersOf = (folder: string) => entries.find(([path]) => path === folder)?.slice(1);

    expect(ownersOf(`/apps/${service}/`)).toBeDefined();
    expect(ownersOf(`/infra/${service}/`)).toEqual(ownersOf(`/apps/${service}/`));
  });
});

describe('Dependabot', () => {
  const { updates } = parse(read('.github/dependabot.yml')) as { updates: readonly Update[] };
  const update = (ecosystem: string): Update => {
    const [found, ...others] = updates.filter((candidate) => candidate['package-ecosystem'] === ecosystem);
    if (found === undefined || others.length > 0) throw new Error(`Not one entry for ${ecosystem}.`);
    return found;
  };
  const packages = JSON.parse(read('package.json')) as Packages;
  const versions = { ...packages.dependencies, ...packages.devDependencies, ...packages.optionalDependencies };
  const fits = (pattern: string) => (name: string) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  const groupOf = (name: string): string | undefined =>
    Object.entries(update('npm').groups).find(([, { patterns }]) =>
      patterns.some((pattern) => fits(pattern)(name)),
    )?.[0];

  it('updates actions and packages, of which no folder has any of its own', () => {
    const tracked = execFileSync('git', ['ls-files', '*package-lock.json'], { cwd: root, encoding: 'utf8' });

    expect(tracked.trim()).toBe('package-lock.json');
    expect(update('npm').directory).toBe('/');
    expect(update('github-actions').directory).toBe('/');
  });

  it('names no package that is gone', () => {
    const { groups, ignore = [] } = update('npm');
    const patterns = [
      ...Object.values(groups).flatMap((group) => group.patterns),
      ...ignore.map((entry) => entry['dependency-name']),
    ];

    expect(patterns.filter((pattern) => !Object.keys(versions).some(fits(pattern)))).toEqual([]);
  });

  it.each([
    [/^@aws-sdk\//, 'aws-sdk'],
    [/^(@nx\/|nx$)/, 'nx'],
    [/^(@types\/)?jest$/, 'jest'],
    [/^(@cdktn\/|cdktn$|constructs$)/, 'cdktn'],
  ])('brings what fits %s in one pull request', (family, group) => {
    const members = Object.keys(versions).filter((name) => family.test(name));

    expect(members.length).toBeGreaterThan(1);
    expect(members.map(groupOf)).toEqual(members.map(() => group));
  });

  it('finds exact versions only', () => {
    expect(
      Object.entries(versions).filter(([, version]) => !/^(npm:[a-z-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    ).toEqual([]);
  });
});

describe('the issue forms', () => {
  const folder = '.github/ISSUE_TEMPLATE';

  it.each(readdirSync(join(root, folder)))('%s has what GitHub asks for', (name) => {
    const { body, ...form } = parse(read(`${folder}/${name}`)) as {
      name: string;
      description: string;
      body: readonly { type: string; id?: string; attributes: { label?: string; value?: string } }[];
    };

    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    for (const { type, id, attributes } of body) {
      if (type === 'markdown') expect(attributes.value).toEqual(expect.any(String));
      else expect([id, attributes.label]).toEqual([expect.any(String), expect.any(String)]);
    }
  });
});
