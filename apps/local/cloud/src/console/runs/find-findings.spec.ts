import { findDelays, findRepeats, findRetries } from './find-findings';
import { endOf, summarizeRun } from './summarize-run';
import { factsOfStory, firedAtMs, kill, lateRun, runId, tellStory } from './testing/tell-story';
import { traceBack } from './trace-back';

const textsOf = (findings: readonly { readonly text: string }[]): string[] => findings.map(({ text }) => text);

function delaysOf(run: ReturnType<typeof factsOfStory>) {
  const { last, endedAtMs = run.nowMs } = endOf(run);
  return last ? findDelays(run, traceBack(run, last, endedAtMs, firedAtMs), firedAtMs) : [];
}

describe('findDelays', () => {
  it('says what the end waited for longest, and why', () => {
    const run = factsOfStory(tellStory(lateRun, [kill]));

    expect(textsOf(delaysOf(run))).toEqual([
      'From +4 s, for 3 min 0 s: the job of "groups" waited for its receive 2: at the one before, query-worker was killed.',
    ]);
  });

  it('leads without gaps from the request to the last delivery', () => {
    const run = factsOfStory(tellStory(lateRun));
    const { last, endedAtMs = 0 } = endOf(run);

    const steps = last ? traceBack(run, last, endedAtMs, firedAtMs) : [];

    expect(steps.map(({ kind, receive }) => `${kind} ${receive.invocation.requestId}`)).toEqual(
      ['d', 'w1', 'w2', 'a', 'n'].flatMap((id) => [`wait ${id}`, `work ${id}`]),
    );
    expect(steps[0]?.fromMs).toBe(firedAtMs);
    expect(steps.slice(1).every(({ fromMs }, index) => fromMs === steps[index]?.toMs)).toBe(true);
  });

  it('names the delay of a queue, and only of the message that it struck', () => {
    const [dispatcher, , worker] = lateRun;
    const job = { id: 'job', body: { runId, queryId: 'groups' }, sentAt: 2 };
    const story = [dispatcher, { ...worker, messages: [job] }, ...lateRun.slice(3)].flatMap((each) => each ?? []);
    const delay = { kind: 'delay', target: 'query-jobs' } as const;

    const late = delaysOf(
      factsOfStory(tellStory(story as typeof lateRun, [{ ...delay, struck: { messageId: 'job' } }])),
    );
    const other = delaysOf(
      factsOfStory(tellStory(story as typeof lateRun, [{ ...delay, struck: { messageId: 'x' } }])),
    );

    expect(textsOf(late)).toEqual([
      'From +2 s, for 3 min 2 s: the job of "groups" waited for query-worker: the queue delivered it late (fault: delay query-jobs).',
    ]);
    expect(textsOf(other)).toEqual(['From +2 s, for 3 min 2 s: the job of "groups" waited for query-worker.']);
  });

  it('says how much of a wait was for a cold start', () => {
    const story = lateRun.map((each) => (each.requestId === 'w1' ? { ...each, from: 100, to: 101, init: 0.7 } : each));

    expect(textsOf(delaysOf(factsOfStory(tellStory(story))))).toContain(
      'From +2 s, for 1 min 38 s: the job of "groups" waited for query-worker, 0.7 s of it for a cold start.',
    );
  });

  it('says that a sweep went on with what nothing else went on with', () => {
    const sweep = { service: 'aggregator', requestId: 's', from: 300, to: 301 };
    const story = [...lateRun.slice(0, 4), { ...sweep, lines: [{ event: 'report-update-sent', revision: 1 }] }];

    expect(textsOf(delaysOf(factsOfStory(tellStory(story))))).toContain(
      'From +3 min 8 s, for 1 min 52 s: the run went no further until a sweep of the aggregator looked at it.',
    );
  });
});

describe('findRepeats', () => {
  it('tells a message that came back from one of which the queue made a copy', () => {
    expect(textsOf(findRepeats(factsOfStory(tellStory(lateRun, [kill])), firedAtMs))).toEqual([
      'The job of "groups" came to query-worker twice (+3 s, +3 min 4 s): query-worker was killed.',
      'The answer of "groups" came to aggregator twice (+3 min 7 s, +3 min 7 s): the queue delivered a copy of it.',
    ]);
  });

  it('sees that Lambda hands out a request again', () => {
    const [dispatcher] = lateRun;
    const attempts = [
      { ...dispatcher, status: 'error' },
      { ...dispatcher, from: 62, to: 63 },
    ] as typeof lateRun;

    expect(textsOf(findRepeats(factsOfStory(tellStory(attempts)), firedAtMs))).toEqual([
      'The request for the run came to dispatcher twice (+1 s, +1 min 2 s): dispatcher failed (error).',
    ]);
  });
});

describe('findRetries', () => {
  it('names who put a job back, and who worked on what was left', () => {
    const back = { event: 'query-requeued', queryId: 'groups', why: 'throttled' };
    const story = lateRun.map((each) => (each.requestId === 'w2' ? { ...each, lines: [back] } : each));

    expect(textsOf(findRetries(factsOfStory(tellStory(story))))).toEqual([
      'query-worker put the job of "groups" back once (throttled).',
      'query-worker worked once on what an invocation before had left.',
    ]);
  });
});

describe('summarizeRun', () => {
  it('says how a run has ended, after how long, and what it has scanned', () => {
    expect(summarizeRun(factsOfStory(tellStory(lateRun, [kill])))).toEqual({
      ...{ runId, reportId: 'daily-usage', trigger: 'schedule', askedAtMs: firedAtMs },
      ...{ state: 'complete', durationMs: 190_000, bytesScanned: 7, faultCount: 1 },
    });
  });

  it('goes on until as many destinations as the report has are settled', () => {
    const [delivery] = lateRun.slice(-1);
    const destinations = ['telegram', 'email'].map((type) => ({ type }));
    const body = { type: 'report-update', runId, content: { state: 'complete' }, destinations };
    const story = [
      ...lateRun.slice(0, -1),
      { ...delivery, messages: [{ id: 'r', body, sentAt: 188 }] },
    ] as typeof lateRun;

    expect(summarizeRun(factsOfStory(tellStory(story)))).toMatchObject({ state: 'going' });
  });

  it.each([
    [{ event: 'run-not-started' }, 'failed'],
    [{ event: 'report-delivered', state: 'partial' }, 'partial'],
    [{ event: 'history-answered' }, 'going'],
  ])('takes from %j that it is %s', (line, state) => {
    const [dispatcher] = lateRun;
    const story = [{ ...dispatcher, lines: [line] }] as typeof lateRun;

    expect(summarizeRun(factsOfStory(tellStory(story))).state).toBe(state);
  });
});
