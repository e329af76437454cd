import { ESLint } from 'eslint';

import { batchExecutor, liesIn } from './batch.ts';

/** Lints the files of each project. Warnings fail it too. */
export const { one, many } = batchExecutor(async (projects, workspaceRoot) => {
  const eslint = new ESLint({
    cwd: workspaceRoot,
    overrideConfigFile: 'libs/tooling/eslint.config.mjs',
    errorOnUnmatchedPattern: false,
  });
  const results = await eslint.lintFiles(projects.map(({ root }) => root));
  const { format } = await eslint.loadFormatter('stylish');
  const outcomes = projects.map(async (project) => {
    const own = results.filter(({ filePath }) => liesIn(filePath, project, workspaceRoot));
    const success = own.every(({ errorCount, warningCount }) => errorCount + warningCount === 0);
    return [project.name, { success, terminalOutput: await format(own) }] as const;
  });
  return new Map(await Promise.all(outcomes));
});
