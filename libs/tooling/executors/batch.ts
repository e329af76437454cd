/**
 * Executors that run a task of many projects in one process, by Nx's batch mode: each project keeps its own task, cache
 * entry and result. A process for each of some seventy projects would spend most of its time on loading ESLint, jest or tsc.
 *
 * @see https://nx.dev/docs/reference/devkit/ExecutorsJsonEntry
 */
import { isAbsolute, join, relative } from 'node:path';

import type { ExecutorContext, TaskGraph } from '@nx/devkit';

export interface Project {
  readonly name: string;
  /** From the root of the workspace. */
  readonly root: string;
}

/** The outcome of a project's task. */
export interface Outcome {
  readonly success: boolean;
  readonly terminalOutput: string;
}

/**
 * Runs the task of all projects.
 *
 * @param workspaceRoot - An absolute path.
 * @param args - What the caller added to the command line.
 * @returns An outcome for each project, by its name.
 */
type Run = (
  projects: readonly Project[],
  workspaceRoot: string,
  args: readonly string[],
) => Promise<ReadonlyMap<string, Outcome>>;

interface Overrides {
  readonly __overrides_unparsed__?: readonly string[];
}

const projectOf = (name: string, { projectGraph }: ExecutorContext): Project => ({
  name,
  root: projectGraph.nodes[name]?.data.root ?? '',
});

const headed = (name: string, text: string): string => (text === '' ? '' : `\n> ${name}\n${text}`);

/** @returns The two implementations that executors.json names. */
export function batchExecutor(run: Run) {
  return {
    one: async (options: Overrides, context: ExecutorContext): Promise<{ success: boolean }> => {
      const project = projectOf(context.projectName ?? '', context);
      const outcomes = await run([project], context.root, options.__overrides_unparsed__ ?? []);
      const { success = false, terminalOutput = '' } = outcomes.get(project.name) ?? {};
      process.stdout.write(terminalOutput);
      return { success };
    },
    many: async (graph: TaskGraph, _options: unknown, overrides: Overrides, context: ExecutorContext) => {
      const tasks = Object.values(graph.tasks);
      const projects = tasks.map(({ target }) => projectOf(target.project, context));
      const outcomes = await run(projects, context.root, overrides.__overrides_unparsed__ ?? []);
      // Nx keeps the output of a batch's task, and leaves it to the batch to show it.
      for (const { name } of projects) process.stdout.write(headed(name, outcomes.get(name)?.terminalOutput ?? ''));
      return Object.fromEntries(tasks.map(({ id, target }) => [id, outcomes.get(target.project)]));
    },
  };
}

/** Tells whether a file lies in a project. @param file - Absolute, or from the root of the workspace. */
export const liesIn = (file: string, { root }: Project, workspaceRoot: string): boolean =>
  (isAbsolute(file) ? relative(workspaceRoot, file) : file).startsWith(join(root, '/'));
