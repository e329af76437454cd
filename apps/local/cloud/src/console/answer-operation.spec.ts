import { RefusedOperationError } from '../errors';
import { answerOperation } from './start-console';
import { handlersThat } from './testing/handlers-that';

const answer = async (name: string, body: string, act: (input: unknown) => unknown = () => 'done') => {
  const defects: unknown[] = [];
  const answered = await answerOperation(name, body, {
    handlers: handlersThat(act),
    onDefect: (error) => defects.push(error),
  });
  return { ...answered, defects };
};

describe('answerOperation', () => {
  it('answers with what the operation gives, also when it takes its time', async () => {
    const answered = await answer('overview', '{}', async () => ({ stage: 'local' }));

    expect(answered).toEqual({ status: 200, answer: { ok: true, result: { stage: 'local' } }, defects: [] });
  });

  it.each(['overviews', '', 'constructor', '__proto__', 'toString'])('knows no operation %p', async (name) => {
    const answered = await answer(name, '{}');

    expect(answered).toMatchObject({ status: 404, answer: { ok: false, error: `There is no operation "${name}".` } });
  });

  it.each([
    ['', /^overview: body: expected object, got nothing$/],
    ['{', /^overview: body: expected object, got nothing$/],
    ['null', /^overview: body: expected object, got null$/],
    ['[]', /^overview: body: expected object, got array/],
    ['{"surplus":1}', /^overview: .*surplus/],
  ])('carries out nothing for the body %p, and says what is wrong with it', async (body, problem) => {
    const answered = await answer('overview', body, () => {
      throw new Error('carried out');
    });

    expect(answered).toMatchObject({ status: 400, answer: { ok: false, error: expect.stringMatching(problem) } });
    expect(answered.defects).toEqual([]);
  });

  it('passes a refusal on in its own words', async () => {
    const answered = await answer('overview', '{}', () => {
      throw new RefusedOperationError('There is no such chat.');
    });

    expect(answered).toEqual({ status: 400, answer: { ok: false, error: 'There is no such chat.' }, defects: [] });
  });

  it('tells every other error as a defect', async () => {
    const defect = new TypeError('x is undefined');

    const answered = await answer('overview', '{}', () => Promise.reject(defect));

    expect(answered).toEqual({
      status: 500,
      answer: { ok: false, error: 'overview has failed: x is undefined' },
      defects: [defect],
    });
  });
});
