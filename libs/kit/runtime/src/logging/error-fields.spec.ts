import { errorFields } from './error-fields';

const url = 'https://api.telegram.org/bot123456789:AAH4fT1o-abcdefghijklmnopqrstuvw/sendMessage';

describe('errorFields', () => {
  it('gives name, message and frames, and a token in none of them', () => {
    const error = new TypeError(`no answer from ${url}`);

    const fields = errorFields(error);

    expect(fields).toEqual({
      errorName: 'TypeError',
      errorMessage: 'no answer from https://api.telegram.org/[path]',
      stack: expect.stringMatching(/^at .*error-fields\.spec\.ts/),
    });
    expect(JSON.stringify(fields)).not.toContain('AAH4fT1o');
  });

  it('keeps the message, which may be long and of several lines, out of the frames', () => {
    const { stack } = errorFields(new Error(`first\n${url}\nlast`));

    expect(stack).not.toMatch(/first|last|telegram/);
  });

  it('names the frames of the first cause: where it was thrown, not where it was wrapped', () => {
    const cause = new Error('first');
    cause.stack = 'Error: first\n    at readItem (/var/task/handler.js:1:2)';

    const { errorMessage, stack } = errorFields(new Error('second', { cause: new Error('between', { cause }) }));

    expect([errorMessage, stack]).toEqual(['second', 'at readItem (/var/task/handler.js:1:2)']);
  });

  it('looks at five causes and no further', () => {
    const withFrames = (depth: number): Error => {
      const error = new Error(`${depth}`, depth === 0 ? {} : { cause: withFrames(depth - 1) });
      error.stack = `Error: ${depth}\n    at depth${depth} (/var/task/handler.js:1:2)`;
      return error;
    };

    expect(errorFields(withFrames(4)).stack).toContain('depth0');
    expect(errorFields(withFrames(9)).stack).toContain('depth4');
  });

  it.each([[undefined], ['text'], [{ message: 'no error' }]])(
    'takes %j, which was thrown and has no frames',
    (thrown) => {
      expect(errorFields(thrown)).toEqual({ errorName: 'NonError', errorMessage: String(thrown) });
    },
  );

  it('bounds what an error may write', () => {
    const deep = (depth: number): Error => (depth === 0 ? new Error('x'.repeat(10_000)) : deep(depth - 1));

    const { errorMessage, stack = '' } = errorFields(deep(50));

    expect(errorMessage).toHaveLength(1_000);
    expect(stack.split('\n')).toHaveLength(10);
  });
});
