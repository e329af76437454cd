import { AnswerBook } from '../answers/answer-book';
import { type Answer } from '../answers/answer';
import { questions as allQuestions } from '../questions';
import { measureWarm, medianOf } from './measure-warm';
import { type WarmContender } from './warm-contender';

const questions = allQuestions.slice(0, 1);

const contenderOf = (name: string, role: WarmContender['role'], ways: readonly string[]): WarmContender => ({
  name,
  role,
  waysOf: () => ways.map((text) => ({ label: text, text })),
});

/** @param milliseconds - By the text that is asked; the second number from the second time on. */
async function measure(
  contenders: readonly WarmContender[],
  milliseconds: Readonly<Record<string, readonly [first: number, later: number]>>,
  answers: Readonly<Record<string, Answer>> = {},
) {
  const [asked, started, stopped, problems]: string[][] = [[], [], [], []];
  const results = await measureWarm({
    questions,
    contenders,
    runCount: 2,
    answers: new AnswerBook(),
    start: async (role) => {
      started?.push(role);
      return {
        loadSeconds: 3,
        ask: async (text) => {
          const isFirst = !asked?.includes(text);
          asked?.push(text);
          const [first, later] = milliseconds[text] ?? [1, 1];
          return { answer: answers[text] ?? [[1]], milliseconds: isFirst ? first : later };
        },
        usage: () => ({ peakBytes: 7 }),
        stop: () => stopped?.push(role),
      };
    },
    tell: () => undefined,
    complain: (problem) => problems?.push(problem),
  });
  return { ...results, asked, started, stopped, problems };
}

describe('measureWarm', () => {
  it('loads one table for all contenders that share it, and lets go of each', async () => {
    const { started, stopped, loads } = await measure(
      [
        contenderOf('a', 'serve-engine', ['a']),
        contenderOf('b', 'serve-duckdb', ['b']),
        contenderOf('c', 'serve-duckdb', ['c']),
      ],
      {},
    );

    expect(started).toEqual(['serve-engine', 'serve-duckdb']);
    expect(stopped).toEqual(started);
    expect(loads[0]).toEqual({ role: 'serve-engine', seconds: 3, usage: { peakBytes: 7 } });
  });

  it('asks contenders in turn, and from the second time on the way that was fastest', async () => {
    const { asked, figures } = await measure(
      [contenderOf('a', 'serve-engine', ['a']), contenderOf('b', 'serve-duckdb', ['slow', 'fast'])],
      { a: [9, 2], slow: [5, 5], fast: [4, 3] },
    );

    expect(asked?.join(' ')).toBe('a slow fast a fast a fast');
    expect(figures).toMatchObject([
      { contender: 'a', firstMs: 9, medianMs: 2 },
      { contender: 'b', way: { label: 'fast' }, firstMs: 4, medianMs: 3 },
    ]);
  });

  it('complains of a contender that answers otherwise', async () => {
    const { figures, problems } = await measure(
      [contenderOf('a', 'serve-engine', ['a']), contenderOf('b', 'serve-duckdb', ['b'])],
      {},
      { b: [[2]] },
    );

    expect(problems).toEqual(['Q1 b: answers otherwise than a: [2] instead of [1]']);
    expect(figures.map(({ contender }) => contender)).toEqual(['a']);
  });
});

describe('medianOf', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[5], 5],
    [[], NaN],
  ])('of %j is %d', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });
});
