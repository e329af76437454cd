import { drawLanes } from './draw-lanes';
import { endOf } from './standing-of';
import { answeredStory, delivered, firedAtMs, job, startedStory, type Story } from './testing/play-story';

const killed = 'Runtime.ExitError: Runtime exited with error: signal: killed';

/** A job whose first receive was killed, and a report that was delivered. */
function lateStory(): Story {
  const story = startedStory();
  const by = story.work('query-worker', { failure: killed, lines: [{ event: 'query-started', queryId: 'groups' }] });
  story.strike('kill', 'query-worker', { requestId: by });
  answeredStory(story.after(200)).work('notifier', { lines: [delivered], initSeconds: 0.7 });
  return story;
}

const drawn = ({ run } = lateStory()) => drawLanes(run, endOf(run).last);

const itemsOf = (story?: Story) => drawn(story).flatMap(({ items }) => items);

const shown = (laneId: string, lanes = drawn()): string[] =>
  (lanes.find(({ id }) => id === laneId)?.items ?? []).map(
    ({ kind, title, startMs, isBad }) => `${(startMs - firedAtMs) / 1000} ${kind}: ${title}${isBad ? ' (bad)' : ''}`,
  );

describe('drawLanes', () => {
  it('has a lane for each service, question and destination, in the order in which a run passes them', () => {
    expect(drawn().map(({ id }) => id)).toEqual([
      'dispatcher',
      'query-worker: groups',
      'aggregator',
      'notifier: telegram 42',
    ]);
  });

  it('shows each try of a message, what it waited for before, and the fault that struck it', () => {
    const why = 'query-worker was killed (fault: kill query-worker)';

    expect(shown('query-worker: groups')).toEqual([
      '1 wait: The job of "groups" waits for query-worker',
      `2 work: the job of "groups"; ${why} (bad)`,
      `3 wait: The job of "groups" waits for its 2nd try: ${why} (bad)`,
      '3 moment: query started',
      '3 fault: kill query-worker (bad)',
      '203 work: the job of "groups"; 2nd receive',
      '204 moment: query finished, status success',
    ]);
  });

  it('follows what the end waited for by who has sent what', () => {
    const path = itemsOf().filter(({ isOnPath }) => isOnPath);

    expect(path.map(({ kind, title }) => `${kind}: ${title.replace(/[;:,(].*/, '')}`)).toEqual([
      'work: the request for the run',
      'wait: The job of "groups" waits for query-worker',
      'work: the job of "groups"',
      'wait: The job of "groups" waits for its 2nd try',
      'work: the job of "groups"',
      'work: the answer of "groups"',
      'work: revision 1 of the report for telegram 42',
    ]);
  });

  it('marks what was done again, and says of which question what was asked', () => {
    const lanes = drawn();
    const again = lanes.flatMap(({ items }) => items.filter(({ isAgain }) => isAgain));

    expect(again.map(({ shortTitle }) => shortTitle)).toEqual(['2nd job']);
    expect(lanes.flatMap(({ asks }) => asks ?? [])).toEqual([
      { query: 'stats count(*)', logGroups: ['/aws/lambda/pulso-local-bot'], startMs: 1_000_000, endMs: 2_000_000 },
    ]);
  });

  it('draws a dead letter until it was sent back, and the message that it became beside it', () => {
    const story = startedStory();
    for (let tries = 0; tries < 3; tries += 1)
      story.after(2).work('query-worker', { failure: killed, pauseSeconds: 1 });
    story.after(2).work('query-worker');
    const dead = itemsOf(story).find(({ shortTitle }) => shortTitle === 'dead job');
    story.after(100).redrive('query-worker');
    answeredStory(story);

    const titles = itemsOf(story).map(({ title }) => title);

    expect(dead).toMatchObject({ kind: 'wait', isBad: true });
    expect(dead).not.toHaveProperty('endMs');
    expect(titles).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^the job of "groups" lay among the dead letters until 12:3/),
        'an operator sent the job of "groups" back from the dead letters',
        'the job of "groups"; sent back from the dead letters',
      ]),
    );
  });

  it('tells a copy that the queue made, and what comes later by a fault', () => {
    const story = startedStory((queue) =>
      queue.endsWith('query-jobs') ? { duplicateAfterMs: 0, delayMs: 5_000 } : undefined,
    );
    const messageId = story.run.pieces.find(({ type }) => type === 'query-job')?.id ?? '';
    story.strike('delay', 'query-jobs', { messageId });
    answeredStory(story.after(5));

    const titles = itemsOf(story).map(({ title }) => title);

    expect(titles).toContain('the job of "groups"; a copy that the queue made');
    expect(titles).toContain(
      'The job of "groups" waits for query-worker: the queue delivers it late (fault: delay query-jobs)',
    );
    expect(shown('query-worker: groups', drawn(story))).toContain('2 fault: delay the job of "groups" (bad)');
  });

  it('says of the work how long a cold start was, and hands out what a function was given', () => {
    const work = itemsOf().find(({ title }) => title.startsWith('revision 1 of the report'));

    expect(work?.title).toBe('revision 1 of the report for telegram 42, with a cold start of 0.7 s');
    expect(work?.details).toContainEqual({
      name: expect.stringContaining('message '),
      value: expect.stringContaining('"revision":1'),
    });
  });

  it('shows a sweep that went on with what nothing else went on with', () => {
    const story = startedStory();
    story.work('query-worker');
    story.after(300);
    const sends = [['query-worker', job]] as const;
    const sweep = story.invoke('aggregator', { type: 'sweep' }, { lines: [{ event: 'run-closed' }], sends });

    expect(itemsOf(story).find(({ requestId, kind }) => requestId === sweep && kind === 'work')?.title).toBe(
      'a sweep looked at the run',
    );
  });
});
