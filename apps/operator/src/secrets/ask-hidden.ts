import { emitKeypressEvents } from 'node:readline';

/** What is needed of a terminal; `process.stdin` is one. */
export interface TerminalInput extends NodeJS.ReadableStream {
  setRawMode?(isRaw: boolean): unknown;
}

/** The person has pressed Ctrl-C or Ctrl-D. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor() {
    super('Interrupted: nothing was set.');
  }
}

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly sequence?: string;
}

/**
 * Asks for a line at a terminal that shows nothing of what is typed or pasted.
 *
 * @returns The line without its end, without space around it; empty for Enter alone.
 * @throws {InterruptedError} Not retryable.
 */
export function askHidden(question: string, input: TerminalInput, output: NodeJS.WritableStream): Promise<string> {
  emitKeypressEvents(input);
  output.write(question);
  // Without it the terminal itself would echo.
  input.setRawMode?.(true);
  input.resume();
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = (settle: () => void): void => {
      input.off('keypress', onKey);
      input.setRawMode?.(false);
      input.pause();
      output.write('\n');
      settle();
    };
    const onKey = (character: string | undefined, key: Key): void => {
      if (key.ctrl && (key.name === 'c' || key.name === 'd')) finish(() => reject(new InterruptedError()));
      else if (key.name === 'return' || key.name === 'enter') finish(() => resolve(text.trim()));
      else if (key.name === 'backspace') text = text.slice(0, -1);
      else if (key.ctrl && key.name === 'u') text = '';
      else if (character !== undefined && character >= ' ') text += character;
    };
    input.on('keypress', onKey);
  });
}
