import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ESLint } from 'eslint';

import { batchExecutor, liesIn } from './batch.ts';

/**
 * Lints the files of each project. Warnings fail it too.
 *
 * It uses ESLint's program, not its API: only there Nx's rule of boundaries keeps the project graph from file to file.
 */
export const { one, many } = batchExecutor(async (projects, workspaceRoot) => {
  const eslint = new ESLint({ cwd: workspaceRoot });
  const results = lint(
    projects.map(({ root }) => root),
    workspaceRoot,
  );
  const { format } = await eslint.loadFormatter('stylish');
  const outcomes = projects.map(async (project) => {
    const own = results.filter(({ filePath }) => liesIn(filePath, project, workspaceRoot));
    const success = own.every(({ errorCount, warningCount }) => errorCount + warningCount === 0);
    return [project.name, { success, terminalOutput: await format(own) }] as const;
  });
  return new Map(await Promise.all(outcomes));
});

function lint(folders: readonly string[], cwd: string): ESLint.LintResult[] {
  const args = ['-c', 'libs/tooling/eslint.config.mjs', '--no-error-on-unmatched-pattern', '--format', 'json'];
  const program = join(cwd, 'node_modules/eslint/bin/eslint.js');
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args, ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 << 20,
  });
  if (!stdout.startsWith('[')) throw new Error(`ESLint could not run: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}
