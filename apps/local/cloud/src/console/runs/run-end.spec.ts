import { summarizeRun, endOf, traceBack } from './run-end';
import { factsOfStory, firedAtMs, kill, lateRun, runId, tellStory, type ToldInvocation } from './testing/tell-story';

describe('summarizeRun', () => {
  it('says how a run has ended, after how long, and what it has scanned', () => {
    expect(summarizeRun(factsOfStory(tellStory(lateRun, [kill])))).toEqual({
      ...{ runId, reportId: 'daily-usage', trigger: 'schedule', askedAtMs: firedAtMs },
      ...{ state: 'complete', durationMs: 190_000, bytesScanned: 7, faultCount: 1 },
    });
  });

  it('counts no fault that struck what came after its end', () => {
    const index = tellStory([...lateRun, { service: 'aggregator', requestId: 's', from: 300, to: 301, lines: [{}] }]);
    index.onInjected({
      kind: 'refuse',
      target: 'x',
      atMs: firedAtMs + 300_500,
      struck: { requestId: 's' },
    });

    const run = factsOfStory(index);

    expect([run.faults.length, summarizeRun(run).faultCount]).toEqual([1, 0]);
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

  it('ends a run whose delivery logged nothing, as it was killed behind it, when a copy finds nothing left to do', () => {
    const [delivery] = lateRun.slice(-1);
    const killed = { ...delivery, status: 'error', lines: [] };
    const [message] = delivery?.messages ?? [];
    const again = { ...delivery, requestId: 'n2', from: 370, to: 371, lines: [] };
    const copy = { ...again, messages: message ? [{ ...message, receiveCount: 2 }] : [] };
    const before = [...lateRun.slice(0, -1), killed] as typeof lateRun;

    expect(summarizeRun(factsOfStory(tellStory(before)))).toMatchObject({ state: 'going' });
    expect(summarizeRun(factsOfStory(tellStory([...before, copy] as typeof lateRun)))).toMatchObject({
      state: 'complete',
      durationMs: 371_000,
    });
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

function stepsOf(story: readonly ToldInvocation[]) {
  const run = factsOfStory(tellStory(story));
  const { last, endedAtMs = 0 } = endOf(run);
  return last ? traceBack(run, last, endedAtMs, firedAtMs) : [];
}

const shown = (story: readonly ToldInvocation[]): string[] =>
  stepsOf(story).map(({ kind, receive }) => `${kind} ${receive.invocation.requestId}`);

const wholeChain = ['d', 'w1', 'w2', 'a', 'n'].flatMap((id) => [`wait ${id}`, `work ${id}`]);

describe('traceBack', () => {
  it('leads without gaps from the request to the last delivery', () => {
    const steps = stepsOf(lateRun);

    expect(shown(lateRun)).toEqual(wholeChain);
    expect(steps[0]?.fromMs).toBe(firedAtMs);
    expect(steps.slice(1).every(({ fromMs }, index) => fromMs === steps[index]?.toMs)).toBe(true);
  });

  it.each([0, 187])(
    'leaves out the deadline of a batch, sent after %i s, which lies in its queue on purpose',
    (sentAt) => {
      const deadline = { id: 'deadline', body: { type: 'run-deadline', runId }, sentAt };
      const story = lateRun.map((each) =>
        each.requestId === 'a' ? { ...each, messages: [...(each.messages ?? []), deadline] } : each,
      );

      expect(shown(story)).toEqual(wholeChain);
    },
  );

  it('follows the report at last, not an older revision in the same batch that waited for less', () => {
    const older = { type: 'report-update', runId, content: { state: 'progress' }, destinations: [{ type: 'email' }] };
    const story = lateRun.map((each) =>
      each.requestId === 'n'
        ? { ...each, messages: [...(each.messages ?? []), { id: 'old', body: older, sentAt: 188.5 }] }
        : each,
    );

    expect(stepsOf(story).at(-1)?.receive.handed?.isFinal).toBe(true);
    expect(shown(story)).toEqual(wholeChain);
  });

  it('leads from a sweep to the delivery that failed, not to that of an older revision', () => {
    const [dispatcher, killed, again, counted, delivery] = lateRun as readonly [
      ToldInvocation,
      ToldInvocation,
      ToldInvocation,
      ToldInvocation,
      ToldInvocation,
    ];
    const [message] = delivery.messages ?? [];
    const failed = { ...delivery, requestId: 'f', from: 200, to: 201, status: 'error', lines: [] };
    const older = { type: 'report-update', runId, content: { state: 'progress' }, destinations: [{ type: 'email' }] };
    const old = { ...failed, requestId: 'o', from: 210, to: 211, messages: [{ id: 'old', body: older, sentAt: 188 }] };
    const sweep = {
      ...{ service: 'aggregator', requestId: 's', from: 300, to: 301 },
      lines: [{ event: 'report-update-sent', revision: 1 }],
    };
    const sent = {
      ...delivery,
      from: 310,
      to: 311,
      messages: message ? [{ ...message, id: 'anew', sentAt: 300.5 }] : [],
    };

    const ids = shown([dispatcher, killed, again, counted, failed, old, sweep, sent]);

    expect(ids).not.toContain('work o');
    expect(ids.slice(-6)).toEqual(['wait f', 'work f', 'wait s', 'work s', 'wait n', 'work n']);
  });
});
