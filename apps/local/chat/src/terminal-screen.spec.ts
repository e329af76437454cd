import { PassThrough } from 'node:stream';

import { createScreen } from './terminal-screen';

/** A terminal of that width. */
const terminal = (columns: number) => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns });
  return { input, output: output as unknown as NodeJS.WriteStream, written: () => String(output.read() ?? '') };
};

describe('createScreen', () => {
  it('prints above a line that has wrapped while it was typed, and writes that anew', () => {
    const { input, output, written } = terminal(10);
    const screen = createScreen({ input: input as unknown as NodeJS.ReadStream, output });
    screen.prompt('Ada> ');
    for (const key of 'x'.repeat(20)) input.emit('data', Buffer.from(key));
    written();

    screen.print('one');
    screen.print('two');
    screen.prompt('Ada> ');

    // Two rows up from the row of the cursor, and as far down again as readline goes up.
    expect(written()).toBe(
      [
        '\u001b[2A\r\u001b[Jone\n\n\n',
        '\u001b[2A\r\u001b[Jtwo\n\n\n',
        `\u001b[2A\u001b[1G\u001b[0JAda> ${'x'.repeat(20)}\u001b[6G`,
      ].join(''),
    );
    screen.close();
  });

  it('steers nothing where there is no terminal', async () => {
    const { input, output, written } = terminal(10);
    const screen = createScreen({
      input: Object.assign(input, { isTTY: false }) as unknown as NodeJS.ReadStream,
      output,
    });
    input.end('one\ntwo');

    const lines: string[] = [];
    for await (const line of screen.lines) lines.push(line);
    screen.print('three');
    screen.prompt('Ada> ');

    expect([lines, written()]).toEqual([['one', 'two'], 'three\n']);
    screen.close();
  });
});
