import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { deploy, type DeployTools, type WithBucket } from '../../deploy/deploy';
import type { DeployedRecord } from '../../deploy/deployed-records';
import { digestStack } from '../../deploy/digest-stack';
import { createInterruption, type Interruption } from '../../deploy/interruption';
import type { DeployOptions, RollbackOptions } from '../../deploy/read-options';
import { rollBack, type RollbackTools } from '../../deploy/rollback';
import type { DeployResult } from '../../deploy/settle-in-order';
import { MemoryTerraform } from './memory-terraform';

/** The stacks of the world, in the order of their deployment. */
export const stacks = ['notifier', 'dispatcher', 'bot'];

const neededBy = (stack: string): readonly string[] => (stack === 'dispatcher' ? ['notifier'] : []);

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

  deploy(options: Partial<WithBucket<DeployOptions>> = {}): Promise<DeployResult> {
    const defaults = { stacks, includesIdentical: false, savePlansIn: undefined, applyPlansOf: undefined };
    return this.run((tools) => deploy({ ...this.stage(), ...defaults, ...options }, tools));
  }

  rollBack(stack: string, options: Partial<WithBucket<RollbackOptions>> = {}): Promise<DeployResult> {
    return this.run((tools) => rollBack({ ...this.stage(), stack, to: undefined, ...options }, tools));
  }

  private stage() {
    return { stage: 'prod', stateBucket: this.stateBucket, isConfirmed: false, isPlanOnly: false };
  }

  private async run(command: (tools: DeployTools & RollbackTools) => Promise<DeployResult>): Promise<DeployResult> {
    const interruption = createInterruption({ say: this.say });
    try {
      return await command(this.tools(interruption));
    } finally {
      interruption.end();
    }
  }

  private readonly say = (line: string): void => void this.said.push(line);

  private tools(interruption: Interruption): DeployTools & RollbackTools {
    const workFolder = (stack: string) => join(this.root, 'dist/deploy/prod', stack);
    return {
      root: this.root,
      say: this.say,
      interruption,
      neededBy,
      now: () => `2026-11-27T12:${String((this.minutes += 1)).padStart(2, '0')}Z`,
      confirm: async (question: string) => {
        this.asked.push(question.trim());
        await this.whileAsking();
        return this.answers.shift() ?? true;
      },
      records: {
        read: async (names) => new Map([...this.records].filter(([stack]) => names.includes(stack))),
        write: async (stack, record) => {
          if (this.failsToRecord && record.unfinished === undefined) throw new Error('no permission');
          this.records.set(stack, record);
        },
      },
      build: async (names: readonly string[], from: string = this.root) => {
        this.built.push([...names]);
        this.meanwhile();
        return new Map(names.map((name) => [name, this.build(name, from, join(workFolder(name), 'stack'))]));
      },
      checkOut: (commit: string) => {
        const folder = join(this.root, 'tmp/copy');
        this.git('worktree', 'add', '--detach', '--quiet', folder, commit);
        return { root: folder, remove: () => this.git('worktree', 'remove', '--force', folder) };
      },
      terraformOf: (stack: string, from: string = this.root) => {
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
export const outcomesOf = ({ rows }: DeployResult): string[] =>
  rows.map(({ stack, outcome }) => `${stack}: ${outcome}`);
