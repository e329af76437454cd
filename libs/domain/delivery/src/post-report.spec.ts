import { content as contentWith, contentOf, deliverMessage, mailingList, webhook } from './testing/factories';
import { answerLost, refuse } from './testing/fake-services';
import { World } from './testing/world';

const targets = [
  ['a mailing list', mailingList()],
  ['a webhook', webhook()],
] as const;

let world: World;
const arrived = () => world.posts.arrived.map(({ text, marker }) => [text, marker]);

beforeEach(() => {
  world = new World();
});

describe.each(targets)('a report for %s', (_title, destination) => {
  const revision = (number: number, overrides: Parameters<typeof deliverMessage>[1] = {}) =>
    deliverMessage(number, { destination, ...overrides });
  const stored = () => [...world.store.items.values()][0]?.delivery;

  it('is not sent again when counts were only counted again', async () => {
    const [number] = contentOf(100).values ?? [];
    const counted = (value: number, more: object) =>
      contentWith({ values: [{ queryId: 'n', title: { en: 'N' }, ...number, value, ...more }] });

    await world.process(revision(3, { content: counted(100, { earlier: [90] }) }));
    await world.process(revision(4, { content: counted(103, { recountedFrom: 100, earlier: [92] }) }));

    expect(world.posts.sends).toHaveLength(1);
    expect(stored()).toMatchObject({ deliveredRevision: 4 });
  });

  it('is never shown while it is only progress', async () => {
    await world.process(revision(1, { content: { ...contentOf(1), state: 'progress' } }));

    expect(world.posts.sends).toHaveLength(0);
    expect(world.store.items.size).toBe(0);
  });

  it('says both when what may have arrived was a correction: its readers have other numbers', async () => {
    world.posts.treatments = [{ kind: 'ok' }, answerLost];
    world.enqueue(revision(3));
    world.enqueue(revision(4), 1_000);

    await world.drain();

    expect(arrived().at(-1)).toEqual(['Revision 4', 'repeated-correction']);
    expect(world.logLines.at(-1)).toContain('"isRepeat":true');
  });

  it('ends with an alarm that says what to do when it is refused for good', async () => {
    world.posts.treatments = [refuse({ status: 'rejected', reason: 'MessageRejected' })];

    await world.process(revision(3));
    await world.process(revision(4));

    expect(world.posts.sends).toHaveLength(1);
    expect(world.logLines).toEqual([
      expect.stringMatching(/"level":"ERROR".*delivery-ended.*MessageRejected.*Verify the sender.*npm run report/),
    ]);
    expect(stored()).toMatchObject({ endedReason: 'rejected: MessageRejected' });
  });
});

describe('a mail', () => {
  const toList = (number: number, chart = false) =>
    deliverMessage(number, { destination: mailingList(), content: { ...contentOf(number), chart } });

  it('goes to all addresses of its list, which no log has', async () => {
    await world.process(toList(3));

    expect(world.posts.arrived[0]?.mail).toMatchObject({
      to: ['owner@example.com', 'second@example.com'],
      reference: expect.stringMatching(/\/3\/email:owners$/),
    });
    expect(world.logLines.join()).toContain('email:owners');
    expect(world.logLines.join()).not.toContain('@');
  });

  it('has the numbers as a file', async () => {
    await world.process(toList(3));

    const [file, ...others] = world.posts.arrived[0]?.mail?.attachments ?? [];
    expect(others).toEqual([]);
    expect(file).toMatchObject({ fileName: expect.stringMatching(/csv$/), contentType: 'text/csv; charset=utf-8' });
    expect(file).not.toHaveProperty('contentId');
    expect(new TextDecoder().decode(file?.content)).toContain('Revision,,,,3');
  });

  it('shows its chart, and has it once more for dark mode', async () => {
    await world.process(toList(3, true));

    const mail = world.posts.arrived[0]?.mail;
    const pictures = mail?.attachments?.filter(({ contentId }) => contentId !== undefined) ?? [];
    expect(pictures.map(({ content: picture }) => new TextDecoder().decode(picture))).toEqual([
      '<svg>Revision 3</svg>',
      '<svg>Dark Revision 3</svg>',
    ]);
    for (const { contentId } of pictures) expect(mail?.html).toContain(`cid:${contentId}`);
  });

  it('shows the light chart alone when the dark one can not be drawn', async () => {
    const draw = world.renderPng;
    world.renderPng = (svg) => (svg.includes('Dark') ? Promise.reject(new Error('no memory')) : draw(svg));

    await world.process(toList(3, true));

    const pictures = world.posts.arrived[0]?.mail?.attachments?.filter(({ contentId }) => contentId !== undefined);
    expect(pictures).toMatchObject([{ contentId: 'chart' }]);
  });

  it('goes without its chart when that can not be drawn, and raises an alarm', async () => {
    world.renderPng = () => Promise.reject(new Error('no memory'));

    await world.process(toList(3, true));

    expect(world.posts.arrived).toMatchObject([{ text: 'Revision 3', mail: { html: '<p>Revision 3' } }]);
    expect(world.logLines[0]).toMatch(/"level":"ERROR".*chart-not-drawn/);
  });

  it('waits for a deployment that sends mails', async () => {
    world.sendsMails = false;

    expect(await world.process(toList(3))).toEqual([0]);

    expect(world.store.items.size).toBe(0);
    expect(world.logLines.join()).toContain('UnknownDestinationKindError');
  });
});

describe('the body of a webhook', () => {
  it('has an id that stays the same for every attempt', async () => {
    world.posts.treatments = [answerLost];
    world.enqueue(deliverMessage(3, { destination: webhook() }));

    await world.drain();

    const ids = world.posts.arrived.map(({ call }) => call?.deliveryId);
    expect(ids).toEqual([expect.stringMatching(/\/3\/team-chat$/), ids[0]]);
  });

  it('waits for a deployment that knows its format', async () => {
    expect(await world.process(deliverMessage(3, { destination: webhook({ format: 'smoke-signals' }) }))).toEqual([0]);

    expect(world.store.items.size).toBe(0);
    expect(world.logLines.join()).toContain('smoke-signals');
  });
});
