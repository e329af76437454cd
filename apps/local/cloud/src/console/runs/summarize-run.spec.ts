import { summarizeRun } from './summarize-run';
import { factsOfStory, firedAtMs, kill, lateRun, runId, tellStory } from './testing/tell-story';

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
      struck: { functionName: 'x-aggregator' },
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
