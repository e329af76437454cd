import { attempt, closeProblem, createRefresh, problem } from './overview';

const fails = (why: string) => (): Promise<void> => Promise.reject(new Error(why));
const works = (): Promise<void> => Promise.resolve();

describe('the problem above the page', () => {
  afterEach(closeProblem);

  it('is why something that was asked for could not be done, until something else was or a person has read it', async () => {
    await attempt(fails('too long'));
    await createRefresh().refresh(works);
    const shown = problem.value;
    closeProblem();

    expect([shown, problem.value]).toEqual(['too long', undefined]);
  });

  it('is why a part of the page is out of date, until that part is not, whatever others do', async () => {
    const [run, clock] = [createRefresh(), createRefresh()];
    const shown: (string | undefined)[] = [];

    await run.refresh(fails('no such run'));
    await clock.refresh(works);
    shown.push(problem.value);
    await run.refresh(works);
    shown.push(problem.value);

    expect(shown).toEqual(['no such run', undefined]);
  });

  it('goes with the part of the page that could not be brought up to date', async () => {
    const run = createRefresh();

    await run.refresh(fails('no such run'));
    run.end();

    expect(problem.value).toBeUndefined();
  });
});
