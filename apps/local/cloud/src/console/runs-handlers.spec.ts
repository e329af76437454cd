import { RefusedOperationError } from '../errors';
import { createRunsHandlers } from './runs-handlers';
import { firedAtMs, kill, lateRun, runId, tellStory } from './runs/testing/tell-story';

const cloud = {
  clock: { nowMs: () => firedAtMs + 600_000 },
  definition: { queues: [] },
  queues: { peek: () => [] },
};

const handlersOf = (story = lateRun) => {
  const index = tellStory(story, [kill]);
  return { index, ...createRunsHandlers(cloud, index, (_service, line) => line) };
};

describe('createRunsHandlers', () => {
  it('lists runs, and sees what has happened to one since it was listed', async () => {
    const handlers = handlersOf(lateRun.slice(0, -1));
    const [before] = await handlers['runs.list']({});
    const line = { requestId: 'n', runId, event: 'report-delivered', state: 'complete' };

    handlers.index.onLog({
      ...{ timestamp: firedAtMs + 190_000, logGroupName: '/aws/lambda/pulso-local-notifier', logStream: 's' },
      ...{ message: JSON.stringify(line), ingestionTime: 1 },
    });

    expect(before?.state).toBe('going');
    expect(await handlers['runs.list']({})).toMatchObject([{ runId, state: 'complete', durationMs: 190_000 }]);
  });

  it('says in the list why a run failed', async () => {
    const notStarted = { service: 'notifier', requestId: 'n', from: 9, to: 10, lines: [{ event: 'run-not-started' }] };
    const [dispatcher] = lateRun;

    const list = await handlersOf([dispatcher, notStarted] as typeof lateRun)['runs.list']({});

    expect(list).toMatchObject([
      { state: 'failed', why: 'It was never planned: the dispatcher has failed each time.' },
    ]);
    expect((await handlersOf()['runs.list']({}))[0]).not.toHaveProperty('why');
  });

  it('marks in the lanes what the end of the run waited for', async () => {
    const { lanes } = await handlersOf()['runs.show']({ runId });

    const path = lanes.flatMap(({ items }) => items.filter(({ isOnPath }) => isOnPath));
    expect(path).toHaveLength(10);
    expect(path).toContainEqual(expect.objectContaining({ kind: 'wait', startMs: firedAtMs + 4_000 }));
  });

  it('shows the lines of all invocations of a run, in the order of time', async () => {
    const lines = await handlersOf()['runs.logs']({ runId });

    expect(lines.filter(({ requestId }) => requestId === 'w1').map(({ message }) => message)).toEqual([
      expect.stringContaining('platform.start'),
      expect.stringContaining('query-started'),
      expect.stringContaining('platform.report'),
    ]);
    expect(lines.map(({ atMs }) => atMs)).toEqual(lines.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });

  it('refuses a run of which nothing was heard', () => {
    expect(() => handlersOf()['runs.show']({ runId: 'x' })).toThrow(RefusedOperationError);
  });
});
