import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

import type { SpecResult, SpecTask, SwitchedVerdict, TaskAnswer } from './spec-messages.ts';

const largestBytes = 1024 ** 3;
const maxWordsLength = 4_000;

/** What specs are to try, and for how long. */
export interface RunOptions extends SpecTask {
  /** Between two messages; undefined: for ever. */
  readonly limitMs?: number;
  /** Before the first message. */
  readonly firstLimitMs?: number;
  /** Told what became of each mutant of `switched`. */
  readonly onMutant?: (verdict: SwitchedVerdict) => void;
}

/** What came of a run. */
export interface RunAnswer {
  /** Undefined when it was ended. */
  readonly results?: readonly SpecResult[];
  /** A mutant has left something behind. */
  readonly isSpoilt?: boolean;
  readonly ended?: 'time' | 'process';
}

/** A process that has specs ready. */
export interface Specs {
  /** Their paths. */
  readonly specs: readonly string[];
  run(options: RunOptions): Promise<RunAnswer>;
  /** The next run gets a process that no mutant has touched. */
  renew(): void;
  close(): void;
}

/** Starts a process that has the specs below folders ready, and starts another when one hung, died or has grown. */
export async function openSpecs(folders: readonly string[]): Promise<Specs> {
  let child: ChildProcess | undefined;
  const start = async (): Promise<{ child: ChildProcess; specs: readonly string[] }> => {
    const started = fork(join(import.meta.dirname, 'spec-process.ts'), folders, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // A mutant that takes all memory says so at length; only a process that does not start is worth its words.
    let lastWords = '';
    started.stderr?.on('data', (part: Buffer) => (lastWords = `${lastWords}${String(part)}`.slice(-maxWordsLength)));
    const { specs } = await answerOf(started, {});
    if (specs === undefined) throw new Error(`The process that runs specs did not start:\n${lastWords}`);
    child = started;
    return { child: started, specs };
  };
  const kill = (): void => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  const { specs } = await start();
  return {
    specs,
    run: async ({ limitMs, firstLimitMs = limitMs, onMutant, ...task }) => {
      const running = child ?? (await start()).child;
      running.send(task);
      const answer = await answerOf(running, { limitMs, firstLimitMs, onMutant });
      if (answer.ended || (answer.usedBytes ?? 0) > largestBytes) kill();
      return answer;
    },
    renew: kill,
    close: kill,
  };
}

interface Patience {
  readonly limitMs?: number | undefined;
  readonly firstLimitMs?: number | undefined;
  readonly onMutant?: RunOptions['onMutant'];
}

type Answer = RunAnswer & TaskAnswer;

function answerOf(child: ChildProcess, { limitMs, firstLimitMs, onMutant }: Patience): Promise<Answer> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const wait = (ms: number | undefined): void => {
      clearTimeout(timer);
      timer = ms === undefined ? undefined : setTimeout(() => settle({ ended: 'time' }), ms);
    };
    const onMessage = (message: TaskAnswer & { readonly mutant?: SwitchedVerdict }): void => {
      if (!message.mutant) return settle(message);
      wait(limitMs);
      onMutant?.(message.mutant);
    };
    const onExit = (): void => settle({ ended: 'process' });
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      resolve(answer);
    };
    wait(firstLimitMs);
    child.on('message', onMessage).on('exit', onExit);
  });
}
