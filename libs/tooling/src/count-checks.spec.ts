import { countChecks } from '../count-checks';
interface Task {
  readonly project: string;
  readonly target: string;
  readonly exitCode?: number;
  readonly specs?: readonly string[];
  readonly testedBy?: string;
  readonly results?: {
    readonly numPassedTests: number;
    readonly testResults: readonly {
      readonly name: string;
      readonly status: string;
      readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
    }[];
  };
}

const spec = 'libs/kit/time/src/clock.spec.ts';

/** What jest writes about one file; the clone is another one. */
const resultsWith = (...outcomes: readonly string[]): NonNullable<Task['results']> => ({
  numPassedTests: outcomes.filter((outcome) => outcome === 'passed').length,
  testResults: [
    {
      name: `/elsewhere/pulso/${spec}`,
      status: outcomes.includes('failed') ? 'failed' : 'passed',
      assertionResults: outcomes.map((status, index) => ({ status, fullName: `the clock, ${index}` })),
    },
  ],
});

const tests = (overrides: Partial<Task> = {}): Task => ({
  project: 'time',
  target: 'test',
  exitCode: 0,
  specs: [spec],
  results: resultsWith('passed', 'passed', 'pending'),
  ...overrides,
});

const lint: Task = { project: 'tooling', target: 'lint', exitCode: 0 };

describe('the count of a run', () => {
  it('is each test that passed, and one for each other task', () => {
    expect(countChecks([lint, tests()])).toEqual({ passed: 3, failures: [], skips: ['time: the clock, 2'] });
  });

  it('takes a project without specs that others test, beside one with tests', () => {
    const empty: Task = { project: 'naming', target: 'test', exitCode: 0, specs: [], testedBy: 'contract-specs' };

    expect(countChecks([empty, tests()])).toMatchObject({ passed: 2, failures: [] });
  });

  it.each<[string, readonly Task[], string]>([
    ['a task that did not run', [{ project: 'bot', target: 'build' }, tests()], 'bot:build did not run'],
    ['a task that failed', [{ ...lint, exitCode: 1 }, tests()], 'tooling:lint failed'],
    [
      'a project whose specs are gone',
      [{ project: 'naming', target: 'test', exitCode: 0, specs: [] }, tests()],
      'naming:test has no spec: give it one, or name who tests it in libs/tooling/tested-elsewhere.ts',
    ],
    ['a test that failed', [tests({ exitCode: 1, results: resultsWith('passed', 'failed') })], 'time: the clock, 1'],
    ['a jest that failed without a failed test', [tests({ exitCode: 1 })], 'time:test failed'],
    [
      'a jest that died',
      [{ project: 'time', target: 'test', exitCode: 137, specs: [spec] }],
      'time:test did not finish',
    ],
    [
      'a spec that jest did not find',
      [tests({ specs: [spec, 'libs/kit/time/src/day.spec.ts'] })],
      'libs/kit/time/src/day.spec.ts was not run',
    ],
    [
      'specs beside a jest that found none',
      [{ project: 'time', target: 'test', exitCode: 0, specs: [spec] }, lint],
      `${spec} was not run`,
    ],
    [
      'a file that could not be run',
      [
        tests({
          exitCode: 1,
          results: { numPassedTests: 0, testResults: [{ name: `/x/${spec}`, status: 'failed', assertionResults: [] }] },
        }),
      ],
      `/x/${spec} could not run`,
    ],
    ['no task with tests', [lint], 'no test ran'],
    ['no test that ran', [tests({ results: resultsWith('pending') })], 'no test ran'],
    ['no task at all', [], 'no test ran'],
  ])('fails for %s', (_, tasks, failure) => {
    expect(countChecks(tasks).failures).toEqual([failure]);
  });
});
