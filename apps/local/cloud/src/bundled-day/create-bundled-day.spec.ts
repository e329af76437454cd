import { createBundledDay } from './create-bundled-day';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

describe('createBundledDay', () => {
  it('is the same day each time', () => {
    expect(createBundledDay({ reportAtMs })).toEqual(createBundledDay({ reportAtMs }));
  });

  it('has at least 500 updates in the order of their arrival', () => {
    const { updates } = createBundledDay({ reportAtMs });

    const times = updates.map(({ atMs }) => atMs);
    expect(updates.length).toBeGreaterThanOrEqual(500);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('repeats updates, and reaches beyond both ends of the window', () => {
    const { updates } = createBundledDay({ reportAtMs });
    const windowEndMs = reportAtMs - 300_000;

    const ids = updates.map(({ update }) => update.update_id);
    expect(ids.length - new Set(ids).size).toBeGreaterThan(20);
    expect(updates.some(({ atMs }) => atMs < windowEndMs - 86_400_000)).toBe(true);
    expect(updates.some(({ atMs }) => atMs >= windowEndMs)).toBe(true);
  });

  it('has people in groups who address the bot in each way, and who talk to each other', () => {
    const text = JSON.stringify(createBundledDay({ reportAtMs }).updates);

    for (const part of ['/help@PulsoDemoBot', '"type":"mention"', '"sticker"', '/start@OtherBot']) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/"reply_to_message":\{"message_id":50,"date":\d+,"from":\{"id":7000000001,/);
    expect(text).toMatch(/"reply_to_message":\{"message_id":50,"date":\d+,"from":\{"id":5000/);
  });

  it('has several languages, people whose app says none, every kind of chat and a truth that is not trivial', () => {
    const { updates, truth } = createBundledDay({ reportAtMs });
    const text = JSON.stringify(updates);

    for (const part of [
      '"language_code":"de"',
      '"type":"channel"',
      '"type":"group"',
      '"type":"supergroup"',
      '<script>',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/"is_bot":false,"first_name":"[^"]*"}/);
    expect(truth).toMatchObject({ 'group-requests': 82, 'private-requests': 214, 'new-users': 123 });
  });

  it('may have a campaign besides, and stays the same day', () => {
    const [day, withCampaign] = [createBundledDay({ reportAtMs }), createBundledDay({ reportAtMs, hasCampaign: true })];
    const ids = new Set(day.updates.map(({ update }) => update.update_id));
    const added = withCampaign.updates.filter(({ update }) => !ids.has(update.update_id));

    expect(withCampaign.updates.filter(({ update }) => ids.has(update.update_id))).toEqual(day.updates);
    expect(new Set(added.map(({ update }) => update.update_id)).size).toBe(200);
    const { truth } = day;
    const more = (name: string, by: number) => ({ [name]: (truth[name] ?? 0) + by });
    expect(withCampaign.truth).toEqual({
      ...truth,
      ...more('private-requests', 200),
      'new-users': 183,
      ...more('activity.requests', 200),
      ...more('activity.people', 60),
      ...more('activity.answered', 200),
    });
  });

  it('has busy evenings and quiet mornings', () => {
    const { updates } = createBundledDay({ reportAtMs });
    const countFrom = (hour: number): number =>
      updates.filter(({ atMs }) => Math.floor(new Date(atMs).getUTCHours() / 6) === hour / 6).length;

    expect(countFrom(18)).toBeGreaterThan(1.5 * countFrom(6));
  });
});
