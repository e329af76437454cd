import { type Answer } from '../answers/answer';
import { type Reply } from './table-process';

/** Answers one request. */
export type Ask = (text: string) => Answer | Promise<Answer>;

/** Loads a table and answers the parent process until that lets go of this one. */
export async function serveTable(load: () => Ask | Promise<Ask>): Promise<void> {
  const send = (reply: Reply): void => void process.send?.(reply);
  const startedAtMs = performance.now();
  const ask = await load();
  process.on('message', (text) => void answerTo(ask, String(text)).then(send));
  process.on('disconnect', () => process.exit());
  send({ type: 'loaded', seconds: (performance.now() - startedAtMs) / 1000 });
}

async function answerTo(ask: Ask, text: string): Promise<Reply> {
  try {
    const startedAtMs = performance.now();
    const answer = await ask(text);
    return { type: 'answer', answer, milliseconds: performance.now() - startedAtMs };
  } catch (error) {
    return { type: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}
