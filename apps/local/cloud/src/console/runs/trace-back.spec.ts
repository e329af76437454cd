import { endOf } from './summarize-run';
import { type ToldInvocation, factsOfStory, firedAtMs, lateRun, runId, tellStory } from './testing/tell-story';
import { traceBack } from './trace-back';

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
});
