import { type ChildProcess, fork } from 'node:child_process';

import { type Answer } from '../answers/answer';
import { type Usage, usageOf } from './usage-of';

/** What a process that serves a table sends: once that it is loaded, then a reply to each request. */
export type Reply =
  | { readonly type: 'loaded'; readonly seconds: number }
  | { readonly type: 'answer'; readonly answer: Answer; readonly milliseconds: number }
  | { readonly type: 'failed'; readonly problem: string };

/** A process that has loaded the events and answers one request after the other. */
export interface TableProcess {
  readonly loadSeconds: number;
  /**
   * @param text - A query, or another request that the process understands.
   * @returns `milliseconds`: measured inside of the process, around the answer alone.
   */
  ask(text: string): Promise<{ readonly answer: Answer; readonly milliseconds: number }>;
  usage(): Usage;
  stop(): void;
}

/**
 * Starts this program as a process that serves a table, and waits until it has loaded.
 *
 * @throws {Error} It ended or failed instead.
 */
export async function startTableProcess(program: string, args: readonly string[]): Promise<TableProcess> {
  const child = fork(program, [...args], { serialization: 'json' });
  const loaded = await replyOf(child);
  if (loaded.type !== 'loaded') throw new Error(loaded.type === 'failed' ? loaded.problem : 'It answers too early.');
  return {
    loadSeconds: loaded.seconds,
    ask: async (text) => {
      child.send(text);
      const reply = await replyOf(child);
      if (reply.type !== 'answer') throw new Error(reply.type === 'failed' ? reply.problem : 'It loads once more.');
      return reply;
    },
    usage: () => (child.pid === undefined ? {} : usageOf(child.pid)),
    stop: () => child.disconnect(),
  };
}

function replyOf(child: ChildProcess): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onMessage = (message: unknown): void => {
      settle();
      if (isReply(message)) resolve(message);
      else reject(new TypeError(`Not a reply: ${JSON.stringify(message)}`));
    };
    const onExit = (status: number | null): void => {
      settle();
      reject(new Error(`The process has ended with status ${status}.`));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

const isReply = (message: unknown): message is Reply =>
  typeof message === 'object' && message !== null && 'type' in message;
