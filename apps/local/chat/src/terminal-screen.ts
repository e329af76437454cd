import { createInterface } from 'node:readline';

import { type ChatScreen } from './chat-view';

interface Streams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/**
 * Makes a screen of the program's own streams. On a terminal, what comes while a line is being typed is printed
 * above it.
 */
export function createScreen({ input, output }: Streams): ChatScreen & { close(): void } {
  const isTerminal = input.isTTY === true && output.isTTY === true;
  const reader = createInterface({ input, ...(isTerminal && { output }), terminal: isTerminal });
  const lines = reader[Symbol.asyncIterator]();
  /** Puts a text in the place of what is being typed, which may have wrapped; readline writes that anew from below. */
  const printAbove = (text: string): void => {
    const { rows } = reader.getCursorPos();
    const up = rows > 0 ? `\u001b[${rows}A` : '';
    output.write(`${up}\r\u001b[J${text}${'\n'.repeat(rows)}`);
  };
  return {
    isTerminal,
    lines: { [Symbol.asyncIterator]: () => lines },
    print: (line) => {
      if (isTerminal) printAbove(`${line}\n`);
      else output.write(`${line}\n`);
    },
    prompt: (text) => {
      if (!isTerminal) return;
      reader.setPrompt(text);
      reader.prompt(true);
    },
    close: () => {
      // What is said next must not stand behind the prompt.
      if (isTerminal) printAbove('');
      reader.close();
      input.destroy();
    },
  };
}
