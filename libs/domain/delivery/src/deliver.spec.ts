import { renderNotice } from '@pulso/domain/report-rendering';

import {
  asker,
  content,
  contentOf,
  deliverMessage,
  deliverToAsker,
  destination,
  reportUpdate,
  runId,
  supersededPlaceholder,
} from './testing/factories';
import { answerLost, refuse } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();

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

  it('is measured by report, trigger and state each time that its chat shows a closed revision', async () => {
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
  const withHistory = content({
    values: [{ queryId: 'calls', title: { en: 'Calls' }, value: 1, earlier: [1, 2] }],
  });

  it('stand below closed ones, and go on standing there after an edit', async () => {
    const owners = destination({ chatId: '424242' });
    await world.process(deliverMessage(3, { destination: owners, content: withHistory }));
    const [sent] = world.telegram.messages.map(({ buttons }) => buttons);
    await world.process(deliverMessage(4, { destination: owners, content: withHistory }));

    expect(sent?.flat().map(({ data }) => data)).toContain('run:daily-usage');
    expect(world.telegram.messages[0]?.buttons).toEqual(sent);
  });

  it.each([
    ['a group or channel', { chatId: '-100777000111' }, false],
    ['a public channel', { chatId: '@news' }, false],
    ['a channel of which the settings say so', { chatId: '-100777000111', buttons: true }, true],
    ['a private chat', { chatId: '424242' }, true],
    ['a private chat of which the dispatcher says that it is no owner’s', { chatId: '424242', buttons: false }, false],
  ])('stand where they are of use: in %s', async (_where, place, areThere) => {
    await world.process(deliverMessage(3, { destination: destination(place), content: withHistory }));

    expect(world.telegram.messages[0]?.buttons !== undefined).toBe(areThere);
  });

  it('do not stand below progress, nor below a text that Telegram refused with them', async () => {
    const rejected = refuse({ status: 'rejected', errorCode: 400, description: 'BUTTON_DATA_INVALID' });
    world.telegram.show('424242', 17);
    await world.process(deliverMessage(1, { destination: asker(), content: { ...withHistory, state: 'progress' } }));
    const inProgress = world.telegram.messages[0]?.buttons;
    world.telegram.treatments = [rejected];
    await world.process(deliverMessage(2, { destination: asker(), content: withHistory }));

    expect([inProgress, world.telegram.messages[0]?.buttons]).toEqual([undefined, undefined]);
    expect(world.logLines.join()).toContain('report-text-rejected');
  });
});

describe('a chat', () => {
  it('reads reports and notices in its language and time zone', async () => {
    const reader = asker({ placeholderMessageId: 17, language: 'de', timeZone: 'Europe/Berlin' });
    world.telegram.show('424242', 17);
    world.telegram.show('424242', 18);
    await world.process(deliverToAsker(3, { destination: reader }));

    await world.process(supersededPlaceholder(18, { destination: { ...reader, placeholderMessageId: 18 } }));

    const [report, notice] = world.telegram.textsIn('424242');
    expect(report).toContain('13:25');
    expect(notice).toBe(renderNotice('shown-elsewhere', 'de').html);
    expect(notice).not.toBe(renderNotice('shown-elsewhere').html);
  });
});

describe('unexpected content', () => {
  it('takes no lease when it can not be rendered', async () => {
    const broken = deliverMessage(3, { content: content({ windowEndMs: Number.MAX_SAFE_INTEGER }) });

    expect(await world.process(broken)).toEqual([0]);

    expect(world.store.items.size).toBe(0);
  });

  it('is never written to a log, nor is a chat id', async () => {
    world.telegram.treatments = [answerLost];
    const secret = content({ title: { en: 'Secret title' }, values: contentOf(1).values });

    await world.process(deliverMessage(3, { content: secret }), reportUpdate({ content: secret }));
    await world.drain();

    expect(world.logLines.length).toBeGreaterThan(1);
    expect(world.logLines.join()).not.toMatch(/777000111|Secret title/);
  });
});
