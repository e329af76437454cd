import { lookAgain, tell } from './events';
import { keepFresh } from './keep-fresh';
import { attempt, problem } from './overview';

/** How long the local cloud takes for an answer, ms. */
let answerMs = 0;
let answer: () => object = () => ({ ok: true, result: [] });
let askedAtMs: number[] = [];

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });

/** Lets so much time pass, with what is due in it. */
const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

const log = { type: 'log', atMs: 0, logGroup: 'x', message: 'x' } as const;

const people = { type: 'people', atMs: 0, event: { type: 'update-taken', updateId: 1 } } as const;

describe('keepFresh', () => {
  let taken: number;
  let end: () => void;

  const keep = (types?: Parameters<typeof keepFresh>[3]): void => {
    end = keepFresh('runs.list', {}, () => (taken += 1), types);
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    [answerMs, askedAtMs, taken] = [0, [], 0];
    answer = () => ({ ok: true, result: [] });
    page.visibilityState = 'visible';
    Object.assign(globalThis, {
      document: page,
      fetch: async () => {
        askedAtMs.push(Date.now());
        await new Promise((resolve) => setTimeout(resolve, answerMs));
        return new Response(JSON.stringify(answer()));
      },
    });
  });

  afterEach(async () => {
    end();
    await pass(10_000);
    jest.useRealTimers();
  });

  it('asks at once, after each event, and now and then', async () => {
    keep();
    await pass(1_000);
    tell(log);
    await pass(1_000);
    await pass(5_000);

    expect(askedAtMs).toEqual([0, 1_000, 6_250]);
    expect(taken).toBe(3);
  });

  it('asks after events of its types alone, and then only', async () => {
    keep(['people']);
    await pass(1_000);
    tell(log);
    await pass(20_000);
    tell(people);
    await pass(1_000);

    expect(askedAtMs).toEqual([0, 21_000]);
  });

  it('gives a tenth of the time to answers that take long, and does not let a person wait for it', async () => {
    answerMs = 400;
    keep();
    await pass(500);
    tell(log);
    await pass(3_000);
    const patient = [...askedAtMs];
    lookAgain();
    await pass(0);

    expect(patient).toEqual([0]);
    expect(askedAtMs).toEqual([0, 3_500]);
  });

  it('waits no longer than for an idle look, however long an answer took', async () => {
    answerMs = 30_000;
    keep();
    await pass(30_001);
    tell(log);
    await pass(5_000);

    expect(askedAtMs).toEqual([0, 35_000]);
  });

  it('asks nothing while the page is not seen, and at once when it is', async () => {
    page.visibilityState = 'hidden';
    keep();
    await pass(20_000);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    await pass(0);

    expect(askedAtMs).toEqual([20_000]);
  });

  it('tells why it could not be asked until it can, but takes nothing away that others tell', async () => {
    answer = () => ({ ok: false, error: 'No run "x" is known here.' });
    keep();
    await pass(500);
    const shown = [problem.value];
    await attempt(() => Promise.reject(new Error('too long')));
    answer = () => ({ ok: true, result: [] });
    lookAgain();
    await pass(1_000);
    shown.push(problem.value);
    await attempt(() => Promise.resolve());

    expect([...shown, problem.value]).toEqual(['No run "x" is known here.', 'too long', undefined]);
  });

  it('takes no answer and tells of no problem after its end', async () => {
    answerMs = 100;
    answer = () => ({ ok: false, error: 'No run "x" is known here.' });
    keep();
    await pass(150);
    const before = problem.value;
    lookAgain();
    end();
    await pass(1_000);

    expect([before, problem.value, taken]).toEqual(['No run "x" is known here.', undefined, 0]);
  });
});
