import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { MemoryTerraform } from './memory-terraform';

export interface Deployment {
  readonly commit: string;
  readonly digest: string;
  readonly deployedAt: string;
}

export interface DeployedRecord extends Deployment {
  readonly stateBucket?: string;
  readonly previous?: Deployment;
  readonly unfinished?: { readonly commit: string; readonly digest: string; readonly startedAt: string };
}

export interface Row {
  readonly stack: string;
  readonly outcome: string;
  readonly why: string;
}

export interface Result {
  readonly rows: readonly Row[];
  readonly failure?: Error;
}

interface Interruption {
  readonly signal: string | undefined;
  check(): void;
  end(): void;
}

type Run = (options: object, tools: object) => Promise<Result>;

const { deploy } = jest.requireActual<{ deploy: Run }>('../../deploy/deploy');
const { rollBack } = jest.requireActual<{ rollBack: Run }>('../../deploy/rollback');
const { createInterruption } = jest.requireActual<{
  createInterruption: (tools: { say: (line: string) => void }) => Interruption;
}>('../../deploy/interruption');
const { digestStack } = jest.requireActual<{ digestStack: (folder: string) => string }>('../../deploy/digest-stack');

/** The stacks of the world, in the order of their deployment. */
export const stacks = ['notifier', 'dispatcher', 'bot'];

/**
 * A repository whose stacks are files `infra/<stack>.json`, Terraform and records in memory, and a person whose answers are
 * given beforehand.
 */
export class DeployWorld {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-deploy-')));
  readonly records = new Map<string, DeployedRecord>();
  readonly said: string[] = [];
  readonly asked: string[] = [];
  readonly built: string[][] = [];
  /** Of which folders Terraform got the list of providers, from the root of the repository. */
  readonly listsOfProviders: string[] = [];
  /** What the person says to each question; `yes` to what is asked beyond them. */
  answers: boolean[] = [];
  failsToRecord = false;
  /** What happens while stacks are built. */
  meanwhile = (): void => undefined;
  /** What happens while the person thinks about a question. */
  whileAsking = (): void | Promise<void> => undefined;
  stateBucket = 'states';
  private readonly terraform = new MemoryTerraform();
  private minutes = 0;

  constructor() {
    this.git('init', '--quiet', '--initial-branch=main');
    this.write('.gitignore', 'tmp/\ndist/\n');
    for (const stack of stacks) this.edit(stack, { version: 1 });
    this.commit('first');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  git(...args: string[]): string {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.root, encoding: 'utf8' }).trim();
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Changes what a stack consists of, without committing it. */
  edit(stack: string, content: object): void {
    this.write(`infra/${stack}.json`, JSON.stringify({ name: stack, ...content }));
  }

  /** @returns The id of a commit of all that is there. */
  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', `--message=${message}`);
    return this.head();
  }

  head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  /** @returns What Terraform did since the last time. */
  takeCalls(): string[] {
    return this.terraform.calls.splice(0);
  }

  deploy(options: object = {}): Promise<Result> {
    return this.run(deploy, { stacks, ...options });
  }

  rollBack(stack: string, options: object = {}): Promise<Result> {
    return this.run(rollBack, { stacks: [stack], ...options });
  }

  private async run(command: Run, options: object): Promise<Result> {
    const interruption = createInterruption({ say: this.say });
    try {
      return await command(
        { stage: 'prod', stateBucket: this.stateBucket, isConfirmed: false, ...options },
        this.tools(interruption),
      );
    } finally {
      interruption.end();
    }
  }

  private readonly say = (line: string): void => void this.said.push(line);

  private tools(interruption: Interruption): object {
    const workFolder = (stack: string) => join(this.root, 'dist/deploy/prod', stack);
    return {
      root: this.root,
      say: this.say,
      interruption,
      now: () => `2026-11-27T12:${String((this.minutes += 1)).padStart(2, '0')}Z`,
      confirm: async (question: string) => {
        this.asked.push(question.trim());
        await this.whileAsking();
        return this.answers.shift() ?? true;
      },
      records: {
        read: async (names: readonly string[]) => new Map([...this.records].filter(([stack]) => names.includes(stack))),
        write: async (stack: string, record: DeployedRecord) => {
          if (this.failsToRecord && record.unfinished === undefined) throw new Error('no permission');
          this.records.set(stack, record);
        },
      },
      findAffected: (commit: string) => {
        const files = this.git('diff', '--name-only', commit).split('\n');
        const changed = stacks.filter((stack) => files.includes(`infra/${stack}.json`));
        return new Map(changed.map((stack) => [stack, [`infra/${stack}.json`]]));
      },
      build: async (names: string[], from = this.root) => {
        this.built.push(names);
        this.meanwhile();
        return new Map(names.map((name) => [name, this.build(name, from, join(workFolder(name), 'stack'))]));
      },
      checkOut: (commit: string) => {
        const folder = join(this.root, 'tmp/copy');
        this.git('worktree', 'add', '--detach', '--quiet', folder, commit);
        return { root: folder, remove: () => this.git('worktree', 'remove', '--force', folder) };
      },
      terraformOf: (stack: string, from = this.root) => {
        this.listsOfProviders.push(relative(this.root, from));
        return this.terraform.of(join(workFolder(stack), 'stack'));
      },
    };
  }

  private build(stack: string, from: string, into: string): string {
    const content = JSON.parse(readFileSync(join(from, `infra/${stack}.json`), 'utf8'));
    const terraform = { backend: { s3: { bucket: this.stateBucket, key: `pulso/prod/${stack}.tfstate` } } };
    rmSync(into, { recursive: true, force: true });
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, 'cdk.tf.json'), JSON.stringify({ ...content, terraform }));
    return digestStack(into);
  }
}

/** `bot: applied`, row by row. */
export const outcomesOf = ({ rows }: Result): string[] => rows.map(({ stack, outcome }) => `${stack}: ${outcome}`);
