import {
  asker,
  chatRequest,
  deliverMessage,
  deliverToAsker,
  deliverWithChart,
  destination,
  failureRecord,
  progressOf,
} from './testing/factories';
import { notEditable, refuse, repeatedMark, type TelegramTreatment } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();
const { chatId: askerId } = asker();
const refusedEdit = refuse({ status: 'rejected', errorCode: 400, description: 'Bad Request: MESSAGE_REFUSED' });

let world: World;

beforeEach(() => {
  world = new World();
});

describe.each<[string, TelegramTreatment[]]>([
  ["can't be edited any more", [notEditable]],
  ['takes an edit neither as markup nor as plain text', [refusedEdit, refusedEdit]],
])('a message that %s', (_case, refusals) => {
  it('stays as it is when it is a placeholder, and the report comes below it', async () => {
    world.telegram.show(askerId, 17, 'Preparing');
    world.telegram.treatments = [...refusals];

    expect(await world.process(deliverToAsker(3))).toEqual([]);

    const texts = world.telegram.textsIn(askerId);
    expect(texts).toEqual(['Preparing', expect.stringContaining('Revision <b>3</b>')]);
    expect(texts[1]).not.toContain(repeatedMark);
    expect(world.linesOf('message-left')).toMatchObject([
      { level: 'WARN', revision: 3, description: expect.stringContaining('Bad Request') },
    ]);
  });

  it.each([
    ['progress', deliverToAsker(2, { content: progressOf(2) })],
    ['a notice', failureRecord(chatRequest())],
  ])('is followed by the report, which is no repeat of anything, when it shows %s', async (_what, first) => {
    world.telegram.show(askerId, 17);
    await world.process(first);
    world.telegram.treatments = [...refusals];

    await world.process(deliverToAsker(3));

    const texts = world.telegram.textsIn(askerId);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain('Revision <b>3</b>');
    expect(texts[1]).not.toContain(repeatedMark);
  });

  it('is followed by a report that says "Repeated", and goes on saying so, when it shows a report', async () => {
    await world.process(deliverMessage(3));
    world.telegram.treatments = [...refusals];

    await world.process(deliverMessage(4));
    await world.process(deliverMessage(5));

    const texts = world.telegram.textsIn(chatId);
    expect(texts.map((text) => text.includes(repeatedMark))).toEqual([false, true]);
    expect(texts[0]).toContain('Revision <b>3</b>');
    expect(texts[1]).toContain('Revision <b>5</b>');
  });

  it('is not followed by progress: that ends', async () => {
    world.telegram.show(askerId, 17, 'Preparing');
    world.telegram.treatments = [...refusals];

    expect(await world.process(deliverToAsker(2, { content: progressOf(2) }))).toEqual([]);

    expect(world.telegram.textsIn(askerId)).toEqual(['Preparing']);
    expect(world.linesOf('progress-refused')).toMatchObject([{ level: 'WARN', revision: 2 }]);
  });
});

it('ends the delivery with an alarm where the new message is refused, too', async () => {
  world.telegram.show(askerId, 17, 'Preparing');
  world.telegram.treatments = Array.from({ length: 4 }, () => refusedEdit);

  await world.process(deliverToAsker(3));

  expect(world.telegram.calls).toHaveLength(4);
  expect(world.logLines.at(-1)).toMatch(/"level":"ERROR".*delivery-ended/);
});

describe('a chart', () => {
  it("is followed by a new one, which says that it is a repeat, when it can't be edited any more", async () => {
    await world.process(deliverWithChart(3));
    world.telegram.treatments = [{ kind: 'ok' }, notEditable];

    expect(await world.process(deliverWithChart(4))).toEqual([]);

    expect(world.telegram.picturesIn(chatId).map(({ text }) => text)).toEqual([
      'Chart of Revision 3',
      'Repeated: the first message may or may not have arrived.\nChart of Revision 4',
    ]);
    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
  });

  it('is sent anew, and is no repeat, when a person has deleted it', async () => {
    await world.process(deliverWithChart(3));
    const chartId = world.telegram.picturesIn(chatId)[0]?.messageId ?? 0;
    world.telegram.delete(chartId);

    await world.process(deliverWithChart(4));

    expect(world.telegram.picturesIn(chatId).map(({ text }) => text)).toEqual(['Chart of Revision 4']);
  });
});
