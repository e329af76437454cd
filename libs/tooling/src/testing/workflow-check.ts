/** The check of workflows, with types. */

interface Step {
  readonly uses?: string;
  readonly with?: { readonly 'role-to-assume'?: string };
  readonly 'continue-on-error'?: boolean;
}

interface Job {
  readonly if?: string;
  readonly environment?: { readonly name: string };
  readonly strategy?: { readonly matrix: { readonly projects?: readonly string[] } };
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly path: string;
  readonly content: {
    readonly on?: { workflow_dispatch?: { inputs?: { stage?: { options: string[] } } } };
    readonly jobs: Readonly<Record<string, Job>>;
  };
}

export interface Repository {
  readonly scripts: Readonly<Record<string, string>>;
  readonly sourcesOfScript: (script: string) => readonly string[] | undefined;
  readonly sourcesOfFile: (path: string) => readonly string[] | undefined;
  readonly targetsOf: (project: string) => readonly string[] | undefined;
  readonly targets: readonly string[];
}

export const { readWorkflow } = jest.requireActual<{ readWorkflow: (path: string, text: string) => Workflow }>(
  '../../workflow-check/read-workflow',
);
export const { readCommands } = jest.requireActual<{ readCommands: (script: string) => string[][] }>(
  '../../workflow-check/read-commands',
);
export const { checkHardening } = jest.requireActual<{ checkHardening: (workflow: Workflow) => string[] }>(
  '../../workflow-check/check-hardening',
);
export const { checkCommands } = jest.requireActual<{
  checkCommands: (workflow: Workflow, repository: Repository) => string[];
}>('../../workflow-check/check-commands');
export const { openRepository } = jest.requireActual<{ openRepository: (root: string) => Repository }>(
  '../../workflow-check/repository',
);
