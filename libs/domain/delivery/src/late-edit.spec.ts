import { asker, deliverMessage, progressOf } from './testing/factories';
import { answerLost } from './testing/fake-services';
import { World } from './testing/world';

const minuteMs = 60_000;
const lateEdit = { kind: 'late', afterMs: 170_000 } as const;

let world: World;

beforeEach(() => {
  world = new World();
  world.telegram.show(asker().chatId, 17);
});

const progress = deliverMessage(1, { destination: asker(), content: progressOf(1) });
const report = deliverMessage(2, { destination: asker() });
const editCount = () => world.telegram.calls.filter(({ method }) => method === 'edit').length;

describe('an edit that takes effect after a later one', () => {
  it('covers no report for good', async () => {
    world.telegram.treatments = [lateEdit];
    world.enqueue(progress);
    world.enqueue(report, 1_000);

    await world.drain();

    expect(world.telegram.textsIn(asker().chatId)).toEqual([expect.stringContaining('Revision <b>2</b>')]);
    expect(world.nowMs - world.startMs).toBeLessThan(10 * minuteMs);
    expect(world.linesOf('report-delivered')).toHaveLength(1);
    expect(world.linesOf('delivery-delayed')).toEqual([]);
  });

  it('covers no report that has replaced its own', async () => {
    world.telegram.treatments = [{ kind: 'ok' }, lateEdit];
    const laterId = `${report.runId}-later`;
    const later = asker({ replacesRunId: report.runId });
    world.enqueue(report);
    world.enqueue(deliverMessage(3, { destination: asker() }), 1_000);
    world.enqueue(deliverMessage(4, { runId: laterId, destination: later }), 2_000);

    await world.drain();

    expect(world.telegram.textsIn(asker().chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
  });

  it('costs no further call where every edit has an answer, and one where one has none', async () => {
    await world.process(progress, report);
    await world.drain();
    expect(editCount()).toBe(2);

    world.telegram.treatments = [answerLost];
    world.enqueue(deliverMessage(3, { destination: asker() }));
    await world.drain();
    expect(editCount()).toBe(2 + 3);
  });
});
