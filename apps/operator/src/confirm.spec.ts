import { PassThrough } from 'node:stream';

import { UsageError } from '@pulso/adapters/node-runtime';

import { confirm } from './verb';

const answered = (text: string) => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.end(text);
  return confirm('Sure?', input, new PassThrough());
};

describe('confirm', () => {
  it.each([
    ['yes\n', true],
    [' YES \n', true],
    ['y\n', false],
    ['no\n', false],
    ['\n', false],
    ['', false],
  ])('takes %j for %s', async (text, expected) => {
    expect(await answered(text)).toBe(expected);
  });

  it('does not take piped text for an answer', async () => {
    const input = new PassThrough();
    input.end('yes\n');

    await expect(confirm('Sure?', input, new PassThrough())).rejects.toThrow(UsageError);
  });
});
