import { type QueuedMessage } from '@pulso/local/aws';

import { drawLanes } from './draw-lanes';
import { standingOf } from './standing-of';
import { factsOfStory, firedAtMs, kill, lateRun, runId, tellStory } from './testing/tell-story';
import { waitingMessagesOf } from './waiting-messages';

const deadLetterTargetArn = 'arn:aws:sqs:eu-central-1:000000000000:pulso-local-query-jobs-dlq';
const definitions = [
  { name: 'pulso-local-query-jobs', redrive: { deadLetterTargetArn, maxReceiveCount: 40 } },
  { name: 'pulso-local-query-jobs-dlq' },
  { name: 'pulso-local-run-events' },
];

type Queued = Partial<QueuedMessage> & { readonly queue: string; readonly content: object };

const job = { runId, queryId: 'groups', attempt: 0 };
/** How far the questions are. */
const open = '0 of 1 questions are answered. ';
const deadline = { type: 'run-deadline', runId };

const at = (seconds: number): number => firedAtMs + seconds * 1_000;

/** What is known after so many invocations of the story, while these messages lie in queues. */
function standing(
  invocations: typeof lateRun,
  messages: readonly Queued[],
  state: Parameters<typeof standingOf>[1] = 'going',
) {
  const run = factsOfStory(tellStory(invocations, [kill]));
  const peek = (name: string): QueuedMessage[] =>
    messages
      .filter(({ queue }) => `pulso-local-${queue}` === name)
      .map(({ queue: _, content, ...message }) => ({
        ...{
          state: 'inFlight' as const,
          messageId: 'job',
          receiveCount: 1,
          sentAtMs: at(2),
          messageAttributes: {},
          delayMs: 0,
          receives: [],
        },
        body: JSON.stringify(content),
        ...message,
      }));
  const waiting = waitingMessagesOf(run, { definitions, peek });
  return { ...standingOf(run, state, waiting), lanes: drawLanes(run, [], waiting) };
}

const killed = lateRun.slice(0, 2);
const secondTry = { queue: 'query-jobs', content: job, visibleAtMs: at(184) };

describe('where a run stands', () => {
  it('says what comes next and when, and why it did not come before', () => {
    const { text, lanes } = standing(killed, [secondTry]);

    expect(text).toBe(
      `${open}The job of "groups" waits for its 2nd try at 12:33:04: query-worker was killed by a fault.`,
    );
    const [wait] = lanes.flatMap(({ items }) => items.filter(({ id }) => id.startsWith('waiting')));
    expect(wait).toMatchObject({ kind: 'wait', startMs: at(4), isBad: true });
    expect(wait).not.toHaveProperty('endMs');
  });

  it('counts what else waits, and leaves the deadline out of it', () => {
    const others = ['a', 'b'].map((messageId) => ({ ...secondTry, messageId, visibleAtMs: at(300) }));
    const late = { queue: 'run-events', content: deadline, messageId: 'deadline', visibleAtMs: at(600) };

    expect(standing(killed, [...others, secondTry, late]).text).toMatch(
      /waits in 3 messages after 3 tries in all, the next one at 12:33:04: query-worker was killed by a fault\.$/,
    );
    expect(standing(killed, [late]).text).toBe(
      `${open}Nothing is on its way: at 12:40:00 the deadline looks at it, and the sweep every five minutes.`,
    );
    expect(standing(killed, []).text).toBe(`${open}Nothing is on its way: the sweep looks at it every five minutes.`);
  });

  it('says that only the delivery is missing, and tells of the newest revision before older ones', () => {
    const updateOf = (revision: number, destinations = [{ type: 'telegram', chatId: '42' }]) => ({
      ...{ type: 'report-update', runId, revision, content: { state: 'complete' }, destinations },
    });
    const closed = {
      ...{ service: 'aggregator', requestId: 'c', from: 200, to: 201 },
      lines: [{ event: 'run-closed', why: 'finished', counter: 1, expectedCount: 1 }],
    };
    const messages = [3, 2].map((revision) => ({
      ...{ queue: 'run-events', content: updateOf(revision), messageId: `m${revision}` },
      ...{ receiveCount: 0, visibleAtMs: at(300 + revision) },
    }));
    const before = lateRun.slice(0, 4);

    expect(standing([...before, closed], messages).text).toBe(
      'The question is answered; what is missing is the delivery. Revision 3 of the report waits for aggregator at ' +
        '12:35:03. Also in queues: revision 2 of the report.',
    );
  });

  it('promises no try to a message that has used them up', () => {
    const last = { ...secondTry, receiveCount: 40 };

    expect(standing(killed, [last]).text).toBe(
      `${open}The job of "groups" goes to pulso-local-query-jobs-dlq at 12:33:04, after its 40th and last try: ` +
        'query-worker was killed by a fault.',
    );
  });

  it('says that the tries before failed for the same reason', () => {
    const [dispatcher, worker] = killed;
    const tries = [1, 2, 3].map((receiveCount) => ({
      ...{
        ...worker,
        status: 'timeout',
        requestId: `t${receiveCount}`,
        from: receiveCount * 10,
        to: receiveCount * 10 + 1,
      },
      messages: [{ ...worker?.messages?.[0], receiveCount }],
    }));

    expect(standing([dispatcher, ...tries] as typeof lateRun, [{ ...secondTry, receiveCount: 3 }]).text).toBe(
      `${open}The job of "groups" waits for its 4th try at 12:33:04: query-worker ran out of time each time.`,
    );
  });

  it('says what of a run that is over still lies in queues', () => {
    expect(standing(lateRun, [secondTry], 'complete').text).toBe(
      'It was delivered; this is left of it. Still in queues: the job of "groups".',
    );
  });

  it('overlooks a malformed message, of whichever run', () => {
    const malformed = { queue: 'query-jobs-dlq', content: { runId: 'other', content: null, destinations: [null] } };

    expect(standing(killed, [malformed, secondTry]).text).toContain('waits for its 2nd try');
  });

  it('says with how many answers a run was closed when it was due', () => {
    const closed = {
      ...{ service: 'aggregator', requestId: 'c', from: 900, to: 901 },
      lines: [{ event: 'run-closed', why: 'due', counter: 2, expectedCount: 3 }],
    };

    expect(standing([...killed, closed], [], 'partial').text).toBe('It was closed with 2 of 3 answers.');
  });

  it('says what a function works on now, whose message does not wait', () => {
    const [dispatcher, worker] = lateRun;
    const { to: _, ...goesOn } = { ...worker } as (typeof lateRun)[number];

    const { text, lanes } = standing([dispatcher, goesOn] as typeof lateRun, [secondTry]);

    expect(text).toBe(`${open}query-worker has worked on the job of "groups" since 12:30:03.`);
    expect(lanes.flatMap(({ items }) => items).some(({ id }) => id.startsWith('waiting'))).toBe(false);
  });

  it('leads to what was given up', () => {
    const deadLetterSourceArn = 'arn:aws:sqs:eu-central-1:000000000000:pulso-local-query-jobs';
    const letter = { queue: 'query-jobs-dlq', content: job, state: 'visible' as const, deadLetterSourceArn };

    const { text, deadLetterQueue, lanes } = standing(killed, [letter]);

    expect(text).toBe(
      `${open}Nothing is on its way: the sweep looks at it every five minutes. Given up after all tries: the job of "groups".`,
    );
    expect(deadLetterQueue).toBe('pulso-local-query-jobs-dlq');
    expect(lanes.flatMap(({ items }) => items).find(({ shortTitle }) => shortTitle === 'dead job')).toMatchObject({
      isBad: true,
      title: 'The job of "groups" lies in pulso-local-query-jobs-dlq until an operator sends it back',
    });
  });

  it('says why a run failed, and which answers one lacks', () => {
    const unanswered = {
      ...{ service: 'query-worker', requestId: 'w9', from: 9, to: 10 },
      lines: [{ event: 'query-finished', queryId: 'groups', status: 'failed', reason: 'gave-up' }],
    };
    const notStarted = {
      ...{ service: 'notifier', requestId: 'n9', from: 9, to: 10 },
      lines: [{ event: 'run-not-started', cause: 'No report "x" in the catalogue' }],
    };

    expect(standing([unanswered], [], 'partial').text).toBe(
      'No answer to "groups" (The query had no answer when its time was over).',
    );
    const killedThrice = [1, 2, 3].map((from) => ({ ...lateRun[0], requestId: 'd', from, to: from, status: 'error' }));
    const giveUp = { ...notStarted, lines: [{ event: 'run-not-started' }] };

    expect(standing([...killedThrice, giveUp] as typeof lateRun, [], 'failed').text).toBe(
      'It was never planned: the dispatcher has failed each time: dispatcher failed (error).',
    );
    expect(standing([notStarted], [], 'failed').text).toBe('It was never planned: No report "x" in the catalogue.');
    expect(standing(lateRun, [], 'complete').text).toBeUndefined();
  });
});
