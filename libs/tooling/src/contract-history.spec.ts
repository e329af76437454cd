import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { brokenFixtures } from '../contract-history';

const fixture = 'libs/contracts/query-jobs/src/fixtures/v1/job.json';

describe('the history of fixtures', () => {
  let root: string;

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const git = (...args: string[]): void => {
    const identity = ['-c', 'user.name=spec', '-c', 'user.email=spec@example.com'];
    const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pulso-fixtures-'));
    git('init', '-q');
    write(fixture, '{"runId":"1"}\n');
    write('libs/contracts/query-jobs/src/schema.ts', 'export {};\n');
    git('add', '.');
    git('commit', '-qm', 'base');
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('takes a further fixture, a changed schema, and a fixture that was moved', () => {
    write('libs/contracts/query-jobs/src/fixtures/v1/another.json', '{}\n');
    write('libs/contracts/query-jobs/src/schema.ts', 'export const a = 1;\n');
    mkdirSync(join(root, 'libs/contracts/query-jobs/src/fixtures/first'));
    renameSync(join(root, fixture), join(root, 'libs/contracts/query-jobs/src/fixtures/first/job.json'));

    expect(brokenFixtures(root, 'HEAD')).toEqual([]);
  });

  it('names a fixture whose field was renamed, before and after that is committed', () => {
    write(fixture, '{"run":"1"}\n');
    const sentence = (base: string) =>
      `${fixture} is not what it was in ${base}: messages like it may lie in a queue. Put it back and add another one; ` +
      'a reader of query-jobs takes every fixture';

    expect(brokenFixtures(root, 'HEAD')).toEqual([sentence('HEAD')]);
    git('commit', '-qam', 'renamed');
    expect(brokenFixtures(root, 'HEAD~1')).toEqual([sentence('HEAD~1')]);
  });

  it('names a fixture that was removed, and one that went to another contract', () => {
    mkdirSync(join(root, 'libs/contracts/run-events/src/fixtures/v1'), { recursive: true });
    renameSync(join(root, fixture), join(root, 'libs/contracts/run-events/src/fixtures/v1/job.json'));

    expect(brokenFixtures(root, 'HEAD')).toHaveLength(1);
  });

  it('says what git has said about a commit that is none', () => {
    expect(() => brokenFixtures(root, 'nowhere')).toThrow(/git ls-tree failed: .*nowhere/);
  });
});
