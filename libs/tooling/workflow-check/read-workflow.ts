import { parseDocument } from 'yaml';

/** A step of a job, as far as it is read here. */
export interface Step {
  readonly name?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly 'continue-on-error'?: boolean;
}

/** A job, as far as it is read here. */
export interface Job {
  readonly if?: unknown;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>> | string | null;
  readonly environment?: { readonly name?: string };
  readonly strategy?: { readonly matrix: { readonly projects?: readonly string[]; readonly stack?: string } };
  readonly concurrency?: { readonly group?: string };
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

/** What a workflow's YAML says, as far as it is read here. */
export interface Content {
  readonly on?: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: object | string | null;
  readonly concurrency?: { readonly group?: string };
  readonly jobs?: Readonly<Record<string, Job>>;
}

export interface Workflow {
  readonly path: string;
  readonly text: string;
  /** Why it is no YAML that means one thing; the rest is then empty. */
  readonly problems: readonly string[];
  readonly content: Content;
  readonly jobs: readonly { readonly name: string; readonly job: Job }[];
}

/**
 * @param path - From the root of the repository; problems name it.
 * @param text - A workflow of GitHub Actions.
 */
export function readWorkflow(path: string, text: string): Workflow {
  const document = parseDocument(text, { uniqueKeys: true, version: '1.2' });
  const problems = [...document.errors, ...document.warnings].map(
    ({ message }) => `${path}: ${message.split('\n')[0]}`,
  );
  const content: Content = problems.length === 0 ? (document.toJS() ?? {}) : {};
  const jobs = Object.entries(content.jobs ?? {}).map(([name, job]) => ({ name, job }));
  return { path, text, problems, content, jobs };
}

/** @returns Every script that a workflow runs, and the job that runs it. */
export const scriptsOf = ({ path, jobs }: Workflow): { script: string; where: string }[] =>
  jobs.flatMap(({ name, job }) =>
    (job.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [{ script: run, where: `${path}: job ${name}` }])),
  );
