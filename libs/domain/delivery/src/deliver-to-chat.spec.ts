import * as fc from 'fast-check';
import { renderNotice } from '@pulso/domain/report-rendering';

import {
  asker,
  askerWithoutPlaceholder,
  chatRequest,
  chatRunId,
  content,
  contentOf,
  deliverMessage,
  deliverToAsker,
  deliverWithChart,
  destination,
  failureRecord,
  reportUpdate,
  runId,
  supersededPlaceholder,
} from './testing/factories';
import { type TelegramTreatment, answerLost, rateLimited, refuse } from './testing/fake-services';
import { type Fault, World } from './testing/world';

const { chatId } = destination();
const { chatId: askerId } = asker();

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a report without a placeholder', () => {
  it('is posted once, audibly, and edited by later revisions', async () => {
    await world.process(deliverMessage(3));
    await world.process(deliverMessage(4));

    expect(world.telegram.calls.map(({ method }) => method)).toEqual(['send', 'edit']);
    expect(world.telegram.messages).toMatchObject([{ chatId, silent: false }]);
    expect(world.telegram.textsIn(chatId)[0]).toContain('Revision <b>4</b>');
    expect(world.logLines.join()).not.toContain('placeholder-kept');
  });

  it('is measured by report, trigger and state for each closed revision that its chat shows', async () => {
    const trigger = 'schedule';
    await world.process(deliverMessage(2, { content: content({ trigger, state: 'progress' }) }));
    await world.process(deliverMessage(3, { content: content({ trigger, state: 'partial' }) }));
    await world.process(deliverMessage(4, { content: content({ trigger }) }));
    await world.process(deliverMessage(4, { content: content({ trigger }) }));

    const common = { level: 'INFO', reportId: 'daily-usage', runId, trigger };
    expect(world.linesOf('report-delivered')).toMatchObject([
      { ...common, state: 'partial', method: 'edited' },
      { ...common, state: 'complete', method: 'edited' },
    ]);
  });
});

describe('the buttons of a report', () => {
  const withHistory = content({ values: [{ queryId: 'calls', title: { en: 'Calls' }, value: 1, earlier: [1, 2] }] });
  const buttons = () => world.telegram.messages[0]?.buttons;

  it('stand below closed ones, also after an edit', async () => {
    const owners = destination({ chatId: askerId });
    await world.process(deliverMessage(3, { destination: owners, content: withHistory }));
    const sent = buttons();
    await world.process(deliverMessage(4, { destination: owners, content: withHistory }));

    expect(sent?.flat().map(({ data }) => data)).toContain('csv@tp25e0:daily-usage');
    expect(buttons()).toEqual(sent);
  });

  it.each([
    ['a group or channel', { chatId: '-100777000111' }, false],
    ['a channel whose settings ask for them', { chatId: '-100777000111', buttons: true }, true],
    ['a private chat', { chatId: '424242' }, true],
    ['a private chat that is not an owner’s', { chatId: '424242', buttons: false }, false],
  ])('stand where they are useful: in %s', async (_where, place, areThere) => {
    await world.process(deliverMessage(3, { destination: destination(place), content: withHistory }));

    expect(buttons() !== undefined).toBe(areThere);
  });

  it('do not stand below progress or a text that Telegram refused with them', async () => {
    world.telegram.show(askerId, 17);
    await world.process(deliverMessage(1, { destination: asker(), content: { ...withHistory, state: 'progress' } }));
    const inProgress = buttons();
    world.telegram.treatments = [refuse({ status: 'rejected', errorCode: 400, description: 'BUTTON_DATA_INVALID' })];
    await world.process(deliverMessage(2, { destination: asker(), content: withHistory }));

    expect([inProgress, buttons()]).toEqual([undefined, undefined]);
    expect(world.logLines.join()).toContain('report-text-rejected');
  });
});

describe('a chat', () => {
  it('reads reports and notices in its language and time zone', async () => {
    const reader = asker({ language: 'de', timeZone: 'Europe/Berlin' });
    world.telegram.show(askerId, 17);
    world.telegram.show(askerId, 18);
    await world.process(deliverToAsker(3, { destination: reader }));

    await world.process(supersededPlaceholder(18, { destination: { ...reader, placeholderMessageId: 18 } }));

    const notice = renderNotice('shown-elsewhere', 'de').html;
    expect(world.telegram.textsIn(askerId)).toEqual([expect.stringContaining('13:25'), notice]);
    expect(notice).not.toBe(renderNotice('shown-elsewhere').html);
  });
});

describe('unexpected content', () => {
  it('takes no lease when it can not be rendered', async () => {
    const broken = deliverMessage(3, { content: content({ windowEndMs: Number.MAX_SAFE_INTEGER }) });

    expect(await world.process(broken)).toEqual([0]);

    expect(world.store.items.size).toBe(0);
  });

  it('is never logged, nor is a chat id', async () => {
    world.telegram.treatments = [answerLost];
    const secret = content({ title: { en: 'Secret title' }, values: contentOf(1).values });

    await world.process(deliverMessage(3, { content: secret }), reportUpdate({ content: secret }));
    await world.drain();

    expect(world.logLines.length).toBeGreaterThan(1);
    expect(world.logLines.join()).not.toMatch(/777000111|Secret title/);
  });
});

describe('a report that a person asked for in a topic', () => {
  const notFound = refuse({ status: 'rejected', errorCode: 400, description: 'Bad Request: message thread not found' });
  const inTopic = askerWithoutPlaceholder({ askedInThreadId: 9 });
  const topics = () => world.telegram.messages.map(({ messageThreadId }) => messageThreadId);

  it('comes there with its chart', async () => {
    await world.process(deliverWithChart(2, { destination: inTopic }));

    expect(topics()).toEqual([9, 9]);
  });

  it.each(['chat', 'history'])('is refused there, after a %s', async (type) => {
    const trigger = { type, requestId: 'r', requestedAtMs: 1, chatId: askerId, messageThreadId: 9 };
    const request = { ...trigger, ...(type === 'history' ? { windowCount: 7, chart: false } : {}) };

    await world.process(failureRecord({ schemaVersion: 1, reportId: 'daily-usage', trigger: request }));

    expect(topics()).toEqual([9]);
  });

  it('comes without the topic, once, if Telegram does not find it', async () => {
    world.telegram.treatments = [notFound, { kind: 'ok' }, notFound];

    expect(await world.process(deliverWithChart(2, { destination: inTopic }))).toEqual([]);
    await world.process(deliverWithChart(2, { destination: inTopic }));

    expect(topics()).toEqual([undefined, undefined]);
    expect(world.logLines.join()).not.toMatch(/delivery-ended|"level":"(WARN|ERROR)"/);
  });
});

describe('a report as a file', () => {
  const fileName = 'daily-usage-2026-11-25T1225Z.csv';
  const asked = deliverToAsker(1, {
    destination: askerWithoutPlaceholder({ showsProgress: false }),
    content: { ...contentOf(1), trigger: 'history', file: 'csv' },
  });

  it('comes once, below a notice that it will not come', async () => {
    await world.process(failureRecord(chatRequest({ messageId: undefined })));

    await world.process(asked, asked);

    expect(world.telegram.messages).toMatchObject([
      { text: expect.stringContaining('could not be prepared') },
      {
        chatId: askerId,
        file: fileName,
        text: expect.stringMatching(
          /^report,window_start[^\n]*\r\ndaily-usage,[^\n]*,number,calls,Revision,,,,1,count,,,,,,,false\r\n$/,
        ),
      },
    ]);
  });

  it('is a notice in one line if the report is no longer stored', async () => {
    const nothing = { values: [], noRecords: true, isForgotten: true };

    await world.process({ ...asked, content: { ...contentOf(1), ...nothing, trigger: 'history' } });

    expect(world.telegram.textsIn(askerId)).toEqual(['There is no file: this report is no longer stored.']);
    expect(world.telegram.messages[0]?.buttons).toBeUndefined();
  });
});

describe('a report that is refreshed', () => {
  const runIdAt = (minute: number) => `${chatRunId}-2026-11-25T12:${minute}Z`;
  const shown = (value: number) => ({ ...contentOf(value), trigger: 'chat' as const });
  /** A revision of the report that a person asked for, in placeholder 17. */
  const first = (revision: number) => deliverToAsker(revision, { runId: runIdAt(30), content: shown(revision) });
  /** A revision of its replacement: the button was pressed at this minute. */
  const replacing = (minute: number, revision: number) =>
    deliverMessage(revision, {
      runId: runIdAt(minute),
      destination: asker({ showsProgress: false, replacesRunId: runIdAt(30) }),
      content: shown((minute - 30) * 100 + revision),
    });
  const texts = () => world.telegram.textsIn(askerId);

  beforeEach(() => {
    world.telegram.show(askerId, 17);
  });

  it('comes in a new message if the old one was deleted', async () => {
    await world.process(first(1));
    world.telegram.delete(17);

    await world.process(replacing(31, 1));

    expect(texts()).toEqual([expect.stringContaining('101')]);
  });

  it('stays when its request fails: the notice comes in a new message', async () => {
    await world.process(first(1));

    await world.process(failureRecord(chatRequest({ replacesRunId: runIdAt(30) })));

    expect(texts()).toEqual([expect.stringContaining('Revision'), expect.stringContaining('could not be prepared')]);
  });

  it('is at the end the newest one in its message, whatever fails or overlaps', async () => {
    const treatment = fc.constantFrom<TelegramTreatment>(
      { kind: 'ok' },
      answerLost,
      { kind: 'late', afterMs: 11_000, editAfterMs: 190_000 },
      { kind: 'process-dies', when: 'before' },
      { kind: 'process-dies', when: 'after' },
      rateLimited(3_000),
    );
    const fault: fc.Arbitrary<Fault> = fc.record({
      atCall: fc.integer({ min: 1, max: 40 }),
      when: fc.constantFrom('before', 'after'),
      kind: fc.constantFrom('dies', 'throws'),
    });
    const trouble = fc.record({
      treatments: fc.array(treatment, { maxLength: 6 }),
      faults: fc.array(fault, { maxLength: 3 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
      delaysMs: fc.array(fc.nat(200_000), { minLength: 5, maxLength: 5 }),
    });
    const messages = [first(2), replacing(31, 1), replacing(31, 2), replacing(32, 1), replacing(32, 2)];

    await fc.assert(
      fc.asyncProperty(trouble, async ({ treatments, faults, overlaps, delaysMs }) => {
        world = new World();
        world.telegram.show(askerId, 17);
        // Who presses the button sees the report.
        await world.process(first(1));
        const { portCallCount } = world;
        world.faults = faults.map((one) => ({ ...one, atCall: one.atCall + portCallCount }));
        world.overlaps = overlaps.map((call) => call + portCallCount);
        world.telegram.treatments = [...treatments];
        messages.forEach((message, index) => world.enqueue(message, delaysMs[index]));

        await world.drain();

        expect(texts()).toEqual([expect.stringContaining('202')]);
      }),
      { numRuns: isNightly ? 1_000 : 25 },
    );
  });
});
