import { RefusedOperationError } from '../errors';
import { createRunsHandlers } from './runs-handlers';
import { answeredStory, delivered, runId } from './runs/testing/play-story';

function handlersOf(story = answeredStory()) {
  const cloud = { clock: { nowMs: () => story.nowMs }, definition: { queues: story.queues } };
  return { story, ...createRunsHandlers(cloud, story.heard) };
}

describe('createRunsHandlers', () => {
  it('lists runs with where they stand, and sees what has happened to one since it was listed', async () => {
    const handlers = handlersOf();
    const before = await handlers['runs.list']({});

    handlers.story.work('notifier', { lines: [delivered] });

    expect(before).toMatchObject([{ runId, state: 'going', standing: expect.stringContaining('waits for notifier') }]);
    const [after] = await handlers['runs.list']({});
    expect(after).toMatchObject({ runId, state: 'complete' });
    expect(after).not.toHaveProperty('standing');
  });

  it('shows a run, and the lines of all its invocations in the order of time', async () => {
    const handlers = handlersOf();
    const { lanes, standing } = await handlers['runs.show']({ runId });
    const lines = await handlers['runs.logs']({ runId });

    expect([lanes.length, standing?.queue]).toEqual([4, 'pulso-local-report-updates']);
    expect(lines.map(({ service, message }) => `${service} ${JSON.parse(message).event}`)).toEqual([
      'dispatcher run-dispatched',
      'aggregator run-opened',
      'query-worker query-finished',
      'aggregator run-closed',
      'aggregator report-update-sent',
    ]);
  });

  it('refuses a run of which nothing was heard', () => {
    expect(() => handlersOf()['runs.show']({ runId: 'x' })).toThrow(RefusedOperationError);
  });
});
