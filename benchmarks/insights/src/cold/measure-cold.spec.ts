import { AnswerBook } from '../answers/answer-book';
import { type Ended } from '../processes/run-process';
import { questions as allQuestions } from '../questions';
import { type ColdContender } from './cold-contender';
import { measureCold } from './measure-cold';

const questions = allQuestions.slice(0, 2);

/** Contenders whose ways are named like their programs: `a1`, `a2`. */
const contenderOf = (name: string, wayCount: number): ColdContender => ({
  name,
  waysOf: () =>
    Array.from({ length: wayCount }, (_, index) => ({
      label: `${name}${index + 1}`,
      command: { program: `${name}${index + 1}`, args: [] },
      shown: '',
      language: 'text',
    })),
});

interface World {
  /** Per program, the seconds of its runs one after the other; the last one repeats. */
  readonly seconds?: Readonly<Record<string, readonly number[]>>;
  readonly stdout?: Readonly<Record<string, string>>;
  readonly peakBytes?: readonly number[];
}

async function measure(contenders: readonly ColdContender[], roundCount: number, world: World = {}) {
  const launched: string[] = [];
  const problems: string[] = [];
  const figures = await measureCold({
    questions,
    contenders,
    roundCount,
    answers: new AnswerBook(),
    launch: async ({ program }): Promise<Ended> => {
      const earlier = launched.filter((name) => name === program).length;
      launched.push(program);
      const stdout = world.stdout?.[program] ?? '[[1]]';
      if (stdout === 'dies') throw new Error('no such program');
      const seconds = world.seconds?.[program] ?? [1];
      const peakBytes = world.peakBytes?.[earlier] ?? 5;
      return { stdout, seconds: seconds[earlier] ?? seconds.at(-1) ?? 1, usage: { peakBytes, cpuSeconds: earlier } };
    },
    tell: () => undefined,
    complain: (problem) => problems.push(problem),
  });
  return { launched, problems, figures };
}

describe('measureCold', () => {
  it('asks everybody one question before the next, another one first in each round', async () => {
    const { launched } = await measure([contenderOf('a', 1), contenderOf('b', 1), contenderOf('c', 1)], 2);

    expect(launched.join(' ')).toBe('a1 b1 c1 a1 b1 c1 b1 c1 a1 b1 c1 a1');
  });

  it('tries every way once and repeats the plain and the fastest one', async () => {
    const { launched } = await measure([contenderOf('a', 4)], 2, { seconds: { a1: [9], a2: [3], a3: [2], a4: [4] } });

    expect(launched.join(' ')).toBe('a1 a2 a3 a4 a1 a2 a3 a4 a1 a3 a1 a3');
  });

  it('takes the best time and the largest memory', async () => {
    const { figures } = await measure([contenderOf('a', 1)], 3, {
      seconds: { a1: [5, 5, 2, 5, 4, 5] },
      peakBytes: [10, 0, 30, 0, 20, 0],
    });

    expect(figures[0]).toMatchObject({ seconds: 2, cpuSeconds: 2, peakBytes: 30 });
  });

  it('complains of an answer that differs from the first, and counts no time for it', async () => {
    const { figures, problems } = await measure([contenderOf('a', 1), contenderOf('b', 1)], 1, {
      stdout: { b1: '[[2]]' },
    });

    expect(problems).toEqual([
      'Q1 b, b1: answers otherwise than Q1 a, a1: [2] instead of [1]',
      'Q2 b, b1: answers otherwise than Q2 a, a1: [2] instead of [1]',
    ]);
    expect(figures.map(({ contender }) => contender)).toEqual(['a', 'a']);
  });

  it('complains once of a contender that dies and goes on without it', async () => {
    const { figures, problems } = await measure([contenderOf('a', 1), contenderOf('b', 1)], 2, {
      stdout: { a1: 'dies' },
    });

    expect(problems).toEqual(['Q1 a, a1: no such program', 'Q2 a, a1: no such program']);
    expect(figures.map(({ contender }) => contender)).toEqual(['b', 'b']);
  });
});
