import { createInterface } from 'node:readline';

import { type ChatScreen } from './chat-view';

interface Streams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/**
 * Makes a screen of the program's own streams. On a terminal, what comes while somebody types is printed above the line
 * that is being typed.
 */
export function createScreen({ input, output }: Streams): ChatScreen & { close(): void } {
  const isTerminal = input.isTTY === true && output.isTTY === true;
  const reader = createInterface({ input, ...(isTerminal && { output }), terminal: isTerminal });
  const lines = reader[Symbol.asyncIterator]();
  return {
    isTerminal,
    lines: { [Symbol.asyncIterator]: () => lines },
    print: (line) => void output.write(isTerminal ? `\r\u001b[J${line}\n` : `${line}\n`),
    prompt: (text) => {
      if (!isTerminal) return;
      reader.setPrompt(text);
      reader.prompt(true);
    },
    close: () => {
      reader.close();
      // What is said next must not stand behind the prompt.
      if (isTerminal) output.write('\r\u001b[J');
      input.destroy();
    },
  };
}
