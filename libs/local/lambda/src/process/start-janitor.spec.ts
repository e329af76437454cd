import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createProcessTable } from './process-table';

import { until } from '../testing/until';
import { killGroup } from './execution-environment';
import { startJanitor } from './start-janitor';

/** @returns Ids of the running processes of a group. */
const membersOf = (id: number | undefined): number[] =>
  createProcessTable()
    .list()
    .filter(({ groupId, isZombie }) => groupId === id && !isZombie)
    .map(({ pid }) => pid);

describe('a janitor', () => {
  let outer: string;
  let folder: string;
  const groups: ChildProcess[] = [];

  beforeEach(() => {
    outer = mkdtempSync(join(tmpdir(), 'janitor-spec-'));
    folder = join(outer, 'a folder');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), '');
  });

  afterEach(() => {
    groups.splice(0).forEach(killGroup);
    rmSync(outer, { recursive: true });
  });

  /** Two processes that only SIGKILL ends. */
  const group = (): ChildProcess => {
    const child = spawn('/bin/sh', ['-c', 'trap "" TERM HUP INT; (sleep 1000) & sleep 1000'], {
      detached: true,
      stdio: 'ignore',
    });
    groups.push(child);
    return child;
  };

  it('kills the groups that have not ended and removes the folder when its owner can not', async () => {
    const [running, ended] = [group(), group()];
    await until(() => membersOf(running.pid).length > 1 && membersOf(ended.pid).length > 1);
    const janitor = startJanitor(folder);
    for (const { pid = 0 } of [running, ended]) janitor.started(pid);
    janitor.ended(ended.pid ?? 0);

    janitor.abandon();
    await until(() => !existsSync(folder) && membersOf(running.pid).length === 0);

    expect(membersOf(ended.pid).length).toBeGreaterThan(1);
  });

  it('ends and kills nothing when it is dismissed', async () => {
    const running = group();
    const janitor = startJanitor(folder);
    janitor.started(running.pid ?? 0);

    await janitor.dismiss();

    expect(existsSync(folder)).toBe(true);
    expect(membersOf(running.pid)).not.toEqual([]);
    expect(membersOf(janitor.pid)).toEqual([]);
  });
});
