import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { batchExecutor, liesIn, type Outcome, type Project } from './batch.ts';

/** The fields of jest's report that are read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs the specs of each project, and leaves its part of jest's report in dist/test-results. */
export const { one, many } = batchExecutor(async (projects, workspaceRoot, args) => {
  const folder = join(workspaceRoot, 'dist/test-results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `batch-${process.pid}.json`);
  const roots = projects.flatMap(({ root }) => ['--roots', root]);
  const output = await jest(
    [...roots, '--maxWorkers=100%', '--passWithNoTests', '--json', '--outputFile', file, ...args],
    workspaceRoot,
  );
  if (!existsSync(file)) return new Map(projects.map(({ name }) => [name, { success: false, terminalOutput: output }]));
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return new Map(projects.map((project) => [project.name, settle(project, report, { folder, workspaceRoot })]));
});

function settle(
  project: Project,
  report: Report,
  { folder, workspaceRoot }: { readonly folder: string; readonly workspaceRoot: string },
): Outcome {
  const testResults = report.testResults.filter(({ name }) => liesIn(name, project, workspaceRoot));
  const count = (status: string): number =>
    testResults.flatMap(({ assertionResults }) => assertionResults).filter((test) => test.status === status).length;
  writeFileSync(join(folder, `${project.name}.json`), JSON.stringify({ testResults }));
  const failed = testResults.filter(({ status }) => status === 'failed');
  const sum = `${testResults.length} files, ${count('passed')} tests passed, ${count('failed')} failed\n`;
  return { success: failed.length === 0, terminalOutput: failed.map(({ message }) => `${message}\n`).join('') + sum };
}

/** @returns Its output. */
const jest = (args: readonly string[], cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const program = join(cwd, 'node_modules/jest/bin/jest.js');
    const child = spawn(process.execPath, [program, '--rootDir', cwd, ...args], { cwd });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(output).toString('utf8')));
  });
