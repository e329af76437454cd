import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

import { createProcessTable, parsePs } from './process-table';

const hasPs = spawnSync('ps', ['-p', '1']).error === undefined;
const sources = [
  ...(existsSync('/proc/self/stat') ? [['/proc', true] as const] : []),
  ...(hasPs ? [['ps', false] as const] : []),
];

describe.each(sources)('processes according to %s', (_name, hasProc) => {
  const table = createProcessTable(hasProc);

  it('have a parent, a group, a start and a command', async () => {
    const child = spawn(process.execPath, ['-e', 'console.log(1); setTimeout(() => 1, 60_000)', 'an argument'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');

    const found = table.find(child.pid ?? 0);
    const listed = table.list().find(({ pid }) => pid === child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');

    expect(found).toEqual({
      pid: child.pid,
      parentPid: process.pid,
      groupId: child.pid,
      isZombie: false,
      startedAt: expect.stringMatching(/./),
      command: expect.stringMatching(/ an argument$/),
    });
    expect(listed).toEqual(found);
    expect(table.find(child.pid ?? 0)).toBeUndefined();
  });
});

describe('what ps prints on macOS', () => {
  const text = [
    '    1     0     1 Ss   Thu Nov 27 08:00:01 2025     /sbin/launchd',
    '  812   700   812 S+   Fri Nov  7 23:59:59 2025     /usr/local/bin/node --require /tmp/a b.cjs',
    '  813   812   813 Z    Fri Nov  7 23:59:59 2025     (node)',
    '',
  ].join('\n');

  it('is read with columns of any width', () => {
    expect(parsePs(text)).toEqual([
      expect.objectContaining({ pid: 1, parentPid: 0, command: '/sbin/launchd' }),
      {
        pid: 812,
        parentPid: 700,
        groupId: 812,
        isZombie: false,
        startedAt: 'Fri Nov 7 23:59:59 2025',
        command: '/usr/local/bin/node --require /tmp/a b.cjs',
      },
      expect.objectContaining({ pid: 813, isZombie: true }),
    ]);
  });
});
