import { contentOf, deliverMessage, destination } from '../testing/factories';
import { notEditable } from '../testing/fake-telegram';
import { refuse } from '../testing/treated-service';
import { World } from '../testing/world';

const { chatId } = destination();
const layout = 'rich';

const deliverRich = (revision: number) => deliverMessage(revision, { destination: destination({ layout }) });

const refused = (errorCode: number, description: string) => refuse({ status: 'rejected', errorCode, description });
const refusedBlock = refused(400, 'Bad Request: can\'t parse InputRichBlock: type "table" is unsupported');

let world: World;

beforeEach(() => {
  world = new World();
});

/** The calls so far, by method and layout. */
const calls = () =>
  world.telegram.calls.map((call) => `${call.method} ${'rich' in call && call.rich ? 'rich' : 'html'}`);

describe('a destination with the rich layout', () => {
  it('gets and keeps a rich message', async () => {
    await world.process(deliverRich(3));
    await world.process(deliverRich(4));

    expect(calls()).toEqual(['send rich', 'edit rich']);
    const [call] = world.telegram.calls;
    expect(call).toMatchObject({
      rich: [{ type: 'heading', text: expect.arrayContaining(['Revision ']) }, {}, {}, {}],
    });
  });

  it('gets HTML where a rich message does not hold the report', async () => {
    const content = contentOf(3);
    const values = Array.from({ length: 501 }, (_, index) => ({ queryId: `${index}`, title: { en: 'N' }, value: 1 }));

    await world.process(deliverMessage(3, { destination: destination({ layout }), content: { ...content, values } }));

    expect(calls()).toEqual(['send html']);
  });
});

describe('a refusal of the rich layout', () => {
  it.each([
    ['the blocks', refusedBlock],
    ['the content', refused(400, 'Bad Request: RICH_MESSAGE_CONTENT_REQUIRED')],
    ['the form, by a server of Bot API 10.1,', refused(400, 'Bad Request: rich message must be non-empty')],
    ['the method', refused(404, 'Not Found: method not found')],
  ])('of %s brings the HTML at once, and rings no alarm', async (_what, treatment) => {
    world.telegram.treatments = [treatment];

    const comeBack = await world.process(deliverRich(3));

    expect(comeBack).toEqual([]);
    expect(calls()).toEqual(['send rich', 'send html']);
    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>3</b>')]);
    expect(world.linesOf('rich-layout-refused')).toHaveLength(1);
    expect(world.logLines.join()).not.toContain('"level":"ERROR"');
  });

  it('is remembered for the message, and for no other', async () => {
    world.telegram.treatments = [refusedBlock];
    await world.process(deliverRich(3));
    await world.process(deliverRich(4));

    await world.process({ ...deliverRich(3), runId: 'daily-usage/manual/a' });

    expect(calls()).toEqual(['send rich', 'send html', 'edit html', 'send rich']);
  });

  it('is remembered for a message that follows one that takes no edit', async () => {
    world.telegram.treatments = [refusedBlock];
    await world.process(deliverRich(3));
    world.telegram.treatments = [notEditable];

    await world.process(deliverRich(4));

    expect(calls()).toEqual(['send rich', 'send html', 'edit html', 'send html']);
  });

  it('of an edit brings the HTML into the same message', async () => {
    await world.process(deliverRich(3));
    world.telegram.treatments = [refusedBlock];

    await world.process(deliverRich(4));

    expect(calls()).toEqual(['send rich', 'edit rich', 'edit html']);
    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
  });

  it('leaves plain text for HTML that is refused as well', async () => {
    world.telegram.treatments = [refusedBlock, refused(400, "can't parse entities")];

    await world.process(deliverRich(3));

    expect(calls()).toEqual(['send rich', 'send html', 'send html']);
    expect(world.telegram.textsIn(chatId)[0]).toMatch(/^Revision 3\n/);
  });

  it.each(Array.from({ length: 9 }, (_, index) => index + 1))(
    'costs no report when a process dies at call %d',
    async (atCall) => {
      for (const when of ['before', 'after'] as const) {
        world = new World();
        world.telegram.treatments = [refusedBlock];
        world.faults = [{ atCall, when, kind: 'dies' }];

        world.enqueue(deliverRich(3));
        await world.drain();

        const texts = world.telegram.textsIn(chatId);
        expect(texts.at(-1)).toContain('Revision <b>3</b>');
        expect(texts.length).toBeLessThanOrEqual(2);
      }
    },
  );

  it('is no reason to try HTML where the chat takes nothing', async () => {
    world.telegram.treatments = [refused(400, 'Bad Request: not enough rights to send the rich message to the chat')];

    await world.process(deliverRich(3));

    expect(calls()).toEqual(['send rich']);
  });
});
