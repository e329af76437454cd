import { endOf, standingOf, summaryOf } from './standing-of';
import {
  answer,
  answeredStory,
  delivered,
  firedAtMs,
  job,
  report,
  runId,
  startedStory,
  Story,
} from './testing/play-story';

const textOf = ({ run }: Story): string | undefined => standingOf(run, endOf(run).state)?.text;

const open = '0 of 1 questions are answered. ';

describe('where a run stands', () => {
  it('says of a call that was refused what the worker has logged, and which fault it was', () => {
    const story = startedStory();
    const line = { level: 'WARN', event: 'query-job-failed', queryId: 'groups', errorMessage: 'socket hang up' };
    const waits = {
      event: 'message-waits',
      queryId: 'groups',
      errorMessage: 'The message waits in its queue for 12 s.',
    };

    const by = story.work('query-worker', { lines: [line, waits], failure: 'batch item failure', pauseSeconds: 12 });
    story.strike('refuse', 'logs.StartQuery', { requestId: by });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" waits for its 2nd try at 12:30:15: query-worker: query-job-failed: socket hang up ` +
        '(fault: refuse logs.StartQuery).',
    );
  });

  it('says of a report why Telegram has not taken it', () => {
    const story = answeredStory();
    const line = { level: 'WARN', event: 'send-unanswered', reason: 'The connection was cut.' };

    const by = story.work('notifier', { lines: [line], failure: 'batch item failure', pauseSeconds: 30 });
    story.strike('refuse', 'telegram.sendMessage', { requestId: by });

    expect(textOf(story)).toBe(
      'The question is answered; what is missing is the delivery. Revision 1 of the report for telegram 42 waits for its ' +
        '2nd try at 12:30:35: notifier: send-unanswered: The connection was cut (fault: refuse telegram.sendMessage).',
    );
  });

  it('says of a report that only waits what went wrong before', () => {
    const story = answeredStory();
    const line = { level: 'WARN', event: 'send-unanswered', reason: 'UND_ERR_SOCKET' };
    const by = story.work('notifier', { lines: [line] });
    story.strike('refuse', 'telegram.sendMessage', { requestId: by });
    story.send('notifier', { ...report, revision: 2 });

    story.work('notifier', { lines: [{ event: 'message-waits' }], failure: 'batch item failure', pauseSeconds: 60 });

    expect(textOf(story)).toContain(
      '2nd try at 12:31:06: notifier: send-unanswered: UND_ERR_SOCKET (fault: refuse telegram.sendMessage).',
    );
  });

  it('counts no question that is asked again of an earlier day', () => {
    const story = startedStory();
    story.send('query-worker', { ...job, queryId: 'again', recount: {} });
    const finished = ['groups', 'again'].map((queryId) => ({ event: 'query-finished', queryId, status: 'success' }));

    story.work('query-worker', { lines: finished, sends: [['aggregator', answer]] });

    expect(textOf(story)).toMatch(
      /^The question is answered; what is missing is the report\. The answer of "groups" waits/,
    );
  });

  it('says that Lambda tries an event again, when and why', () => {
    const story = new Story();

    story.request([{ failure: 'Runtime.ExitError: Runtime exited with error: signal: killed' }]);

    expect(textOf(story)).toBe(
      'The request for the run waits for its 2nd try by Lambda at 12:31:01: dispatcher was killed.',
    );
  });

  it('takes a run for one that was never planned only where no report came of it', () => {
    const story = new Story();
    const failure = 'Sandbox.Timedout: Task timed out after 30.00 seconds';
    story.request([{ failure }, { failure }, { failure }]);
    story.send('notifier', { requestPayload: JSON.parse(story.run.pieces[0]?.body ?? '') }, { by: 'request' });
    story.work('notifier', { lines: [{ event: 'run-not-started', condition: 'RetriesExhausted' }] });

    expect([endOf(story.run).state, textOf(story)]).toEqual([
      'failed',
      'It was never planned: dispatcher ran out of time after 30.00 seconds, at its 3rd and last try.',
    ]);
    story.send('query-worker', job);
    answeredStory(story, { state: 'partial' }).work('notifier', { lines: [{ ...delivered, state: 'partial' }] });
    expect([endOf(story.run).state, textOf(story)]).toEqual(['partial', 'It was closed with 1 of 1 answers.']);
  });

  it('names the cause and the receives of a dead letter, and what to do', () => {
    const story = startedStory();
    for (let tries = 0; tries < 3; tries += 1) {
      story.work('query-worker', { failure: 'Error: broken', pauseSeconds: 1 });
      story.after(2);
    }
    story.work('query-worker');

    expect(standingOf(story.run, 'going')).toEqual({
      text:
        `${open}Nothing is on its way: at 12:40:01 the deadline looks at it, and the sweep every five minutes. The job of ` +
        '"groups" lies in pulso-local-query-jobs-dlq after 3 receives, until an operator sends it back: query-worker: ' +
        'Error: broken each time.',
      deadLetterQueue: 'pulso-local-query-jobs-dlq',
    });
  });

  it('promises no try to a message that has used them up', () => {
    const story = startedStory();
    for (let tries = 0; tries < 3; tries += 1)
      story.after(2).work('query-worker', { failure: 'Error: broken', pauseSeconds: 1 });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" goes to pulso-local-query-jobs-dlq at 12:30:12, after its 3rd and last try: query-worker: ` +
        'Error: broken each time.',
    );
  });

  it('names the delay of a message, and why a job was put back', () => {
    const story = startedStory();
    const line = { event: 'query-requeued', queryId: 'groups', why: 'running' };

    story.work('query-worker', { lines: [line], sends: [['query-worker', { ...job, attempt: 1 }, 60]] });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" (put back before) waits for query-worker at 12:31:03: its sender has delayed it by 60 s; ` +
        'query-worker has put it back: query-requeued: running.',
    );
  });

  it('names the fault by which a queue delivers a message late', () => {
    const story = startedStory((queue) => (queue.endsWith('query-jobs') ? { delayMs: 30_000 } : undefined));
    const messageId = story.run.pieces.find(({ type }) => type === 'query-job')?.id ?? '';
    story.strike('delay', 'query-jobs', { messageId });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" waits for query-worker at 12:30:31: the queue delivers it late (fault: delay query-jobs).`,
    );
  });

  it('says what a function works on now, whose message does not wait', () => {
    const story = startedStory();

    story.work('query-worker', { goesOn: true });

    expect(textOf(story)).toBe(`${open}query-worker has worked on the job of "groups" since 12:30:02.`);
  });

  it('says which answers a run lacks', () => {
    const story = startedStory();
    const lines = [{ event: 'query-finished', queryId: 'groups', status: 'failed', reason: 'gave-up' }];
    story.work('query-worker', { lines });

    expect(standingOf(story.run, 'partial')?.text).toBe(
      'No answer to "groups" (The query had no answer when its time was over).',
    );
  });

  it('says what of a run that is over is still on its way', () => {
    const story = answeredStory();
    story.work('notifier', { lines: [delivered] });
    story.send('query-worker', job);

    expect(standingOf(story.run, 'complete')).toEqual({
      text: 'It was delivered; this is left of it. Still on the way: the job of "groups".',
      queue: 'pulso-local-query-jobs',
    });
  });
});

describe('the end of a run', () => {
  it('comes when its report at last is done with, and says how it went', () => {
    const story = answeredStory();
    const before = endOf(story.run);

    story.work('notifier', { lines: [delivered] });

    expect(before).toEqual({ state: 'going' });
    expect(summaryOf(story.run)).toEqual({
      ...{ runId, reportId: 'daily-usage', trigger: 'schedule', askedAtMs: firedAtMs },
      ...{ state: 'complete', durationMs: 5_000, bytesScanned: 7, faultCount: 0 },
    });
    expect(textOf(story)).toBeUndefined();
  });

  it('waits for each destination', () => {
    const story = answeredStory();
    const deliveries = [
      { type: 'telegram', chatId: '42' },
      { type: 'email', name: 'owners' },
    ].map((destination) => ['notifier', { ...report, type: 'deliver', destination }] as const);

    story.work('notifier', { sends: deliveries });
    expect(endOf(story.run).state).toBe('going');

    story.work('notifier', { lines: [delivered, { ...delivered, destination: 'email:owners' }] });
    expect(endOf(story.run).state).toBe('complete');
  });

  it('comes also to a delivery that logged nothing, as it was killed behind it, when the next try has nothing to do', () => {
    const story = answeredStory();
    story.work('notifier', { failure: 'Runtime.ExitError: Runtime exited with error: signal: killed' });
    const killed = endOf(story.run).state;

    story.after(200).work('notifier');

    expect([killed, endOf(story.run)]).toMatchObject(['going', { state: 'complete', endedAtMs: story.nowMs }]);
  });
});
