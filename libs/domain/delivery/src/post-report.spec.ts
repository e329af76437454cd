import { comparedContent } from './post-report';
import { content as contentWith, contentOf, deliverMessage, mailingList, webhook } from './testing/factories';
import { answerLost, refuse } from './testing/fake-services';
import { World } from './testing/world';

const title = { en: 'Requests' };
const number = (more: object) => ({ values: [{ queryId: 'n', title, value: 100, ...more }] });
const range = { low: 1, high: 2 };
const table = (more: object) => ({
  tables: [{ queryId: 't', title, rows: [[{ field: 'command', value: 'roll' }]], ...more }],
});
const missingFor = (code: string) => ({ missing: [{ queryId: 'm', title, reason: { code, message: code } }] });

let world: World;

beforeEach(() => {
  world = new World();
});

describe.each([
  ['a mailing list', mailingList()],
  ['a webhook', webhook()],
])('a report for %s', (_title, destination) => {
  const revision = (number: number, overrides: Parameters<typeof deliverMessage>[1] = {}) =>
    deliverMessage(number, { destination, ...overrides });
  const stored = () => [...world.store.items.values()][0]?.delivery;

  it('is not sent again for a backfill or another baseline', async () => {
    await world.process(revision(3, { content: contentWith(number({ earlier: [90] })) }));
    await world.process(revision(4, { content: contentWith(number({ value: 103, backfilledFrom: 100 })) }));

    expect(world.posts.sends).toHaveLength(1);
    expect(stored()).toMatchObject({ deliveredRevision: 4 });
  });

  it('is never sent as progress', async () => {
    await world.process(revision(1, { content: { ...contentOf(1), state: 'progress' } }));

    expect([world.posts.sends.length, world.store.items.size]).toEqual([0, 0]);
  });

  it('is sent once and corrected once, and marks both when the correction may have arrived', async () => {
    world.posts.treatments = [{ kind: 'ok' }, answerLost];
    world.enqueue(revision(3));
    world.enqueue(revision(4), 1_000);

    await world.drain();

    const arrived = world.posts.arrived.map(({ text, marker }) => [text, marker]);
    expect(arrived).toEqual([
      ['Revision 3', undefined],
      ['Revision 4', 'correction'],
      ['Revision 4', 'repeated-correction'],
    ]);
    expect(world.logLines.at(-1)).toContain('"isRepeat":true');
  });

  it('ends with an alarm and advice when it is refused for good', async () => {
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
  const withChart = deliverMessage(3, { destination: mailingList(), content: { ...contentOf(3), chart: true } });
  const mail = () => world.posts.arrived[0]?.mail;
  const pictures = () => mail()?.attachments?.filter(({ contentId }) => contentId !== undefined) ?? [];

  it('goes to all addresses of its list, which are never logged, with the numbers as a file', async () => {
    await world.process(deliverMessage(3, { destination: mailingList() }));

    expect(mail()).toMatchObject({
      to: ['owner@example.com', 'second@example.com'],
      reference: expect.stringMatching(/\/3\/email:owners$/),
      attachments: [{ fileName: expect.stringMatching(/csv$/), contentType: 'text/csv; charset=utf-8' }],
    });
    expect(new TextDecoder().decode(mail()?.attachments?.[0]?.content)).toContain('Revision,,,,3');
    expect(world.logLines.join()).toMatch(/^[^@]*email:owners[^@]*$/);
  });

  it('shows its chart, with a second one for dark mode', async () => {
    await world.process(withChart);

    const drawn = pictures().map(({ content }) => new TextDecoder().decode(content));
    expect(drawn).toEqual(['<svg>Revision 3</svg>', '<svg>Dark Revision 3</svg>']);
    for (const { contentId } of pictures()) expect(mail()?.html).toContain(`cid:${contentId}`);
  });

  it('shows the light chart alone when the dark one can not be drawn', async () => {
    const draw = world.renderPng;
    world.renderPng = (svg) => (svg.includes('Dark') ? Promise.reject(new Error('no memory')) : draw(svg));

    await world.process(withChart);

    expect(pictures()).toMatchObject([{ contentId: 'chart' }]);
  });

  it('goes without its chart, with an alarm, when that can not be drawn', async () => {
    world.renderPng = () => Promise.reject(new Error('no memory'));

    await world.process(withChart);

    expect(mail()).toMatchObject({ html: '<p>Revision 3' });
    expect(world.logLines[0]).toMatch(/"level":"ERROR".*chart-not-drawn/);
  });
});

it('gives each attempt at a webhook call the same id', async () => {
  world.posts.treatments = [answerLost];
  world.enqueue(deliverMessage(3, { destination: webhook() }));

  await world.drain();

  const ids = world.posts.arrived.map(({ call }) => call?.deliveryId);
  expect(ids).toEqual([expect.stringMatching(/\/3\/team-chat$/), ids[0]]);
});

it.each([
  ['sends mails', mailingList(), 'email'],
  ['knows the format of a webhook', webhook({ format: 'smoke-signals' }), 'smoke-signals'],
])('waits for a deployment that %s', async (_what, destination, kind) => {
  world.sendsMails = false;

  expect(await world.process(deliverMessage(3, { destination }))).toEqual([0]);

  expect(world.store.items.size).toBe(0);
  expect(world.logLines.join()).toMatch(new RegExp(`UnknownDestinationKindError.*${kind}`));
});

describe('comparedContent', () => {
  it.each([
    ['a backfill', number({}), number({ value: 103, backfilledFrom: 100 })],
    ['what a number is compared with', number({ earlier: [90] }), number({ earlier: [92] })],
    ['what is usual', number({ baseline: range }), number({ baseline: { low: 1, high: 3 } })],
    [
      'that a number is unusual',
      number({ baseline: range, isAnomaly: true, movers: [], during: { startMs: 1 }, isByFew: true }),
      number({}),
    ],
    ['the window that it is compared as', { comparedEndMs: 5 }, {}],
    ['what rows counted before', table({ before: [7] }), table({ before: [8] })],
    ['a backfill from 0', number({ value: 0, isAnomaly: true }), number({ value: 5, backfilledFrom: 0 })],
    ['the note about missing records', { noRecords: true }, {}],
    ['why an answer is missing', missingFor('no-answer'), missingFor('gave-up')],
  ])('leaves out %s', (_what, before, after) => {
    expect(comparedContent(contentWith(after))).toEqual(comparedContent(contentWith(before)));
  });

  it.each([
    ['another number', number({}), number({ value: 101 })],
    ['an answer that is there now', missingFor('no-answer'), number({})],
    ['another sum of parts', number({ parts: [60, 40] }), number({ parts: [60, null], value: 60 })],
  ])('keeps %s', (_what, before, after) => {
    expect(comparedContent(contentWith(after))).not.toEqual(comparedContent(contentWith(before)));
  });
});
