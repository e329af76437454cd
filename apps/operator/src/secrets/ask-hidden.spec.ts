import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { InterruptedError, askHidden } from './secrets';

/** A terminal at which these keys are pressed as soon as it does not echo any more. */
function terminal(keys: string) {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode: (isRaw: boolean) => {
      modes.push(isRaw);
      if (isRaw) setImmediate(() => input.write(keys));
    },
  });
  return { input, output: new PassThrough(), modes };
}

describe('askHidden', () => {
  it.each([
    ['secret\r', 'secret'],
    [' pasted:with-Ünïcode \n', 'pasted:with-Ünïcode'],
    ['wronk\x7fg\r', 'wrong'],
    ['all wrong\x15right\r', 'right'],
    ['\r', ''],
    ['first\rsecond\r', 'first'],
  ])('takes %j for %j', async (keys, expected) => {
    const { input, output } = terminal(keys);

    expect(await askHidden('? ', input, output)).toBe(expected);
  });

  it('shows the question and nothing of the answer, and gives the terminal back', async () => {
    const { input, output, modes } = terminal('secret\r');

    await askHidden('Token: ', input, output);
    output.end();

    expect(await text(output)).toBe('Token: \n');
    expect(modes).toEqual([true, false]);
  });

  it.each([['sec\x03'], ['\x04']])('ends at %j, and gives the terminal back', async (keys) => {
    const { input, output, modes } = terminal(keys);

    await expect(askHidden('? ', input, output)).rejects.toThrow(InterruptedError);
    expect(modes).toEqual([true, false]);
  });
});
