import { type ReportContent } from '@pulso/contracts/report-updates';
import { hourMs } from '@pulso/kit/time';

import { type Notified, decideNotifications } from './notifications';
import { dayPlan, startMs } from './testing/days';

type Value = ReportContent['values'][number];

const notifyOn = [{ queryId: 'requests', falls: true as const }, { queryId: 'failed' }];

const runAt = (hour: number): Parameters<typeof decideNotifications>[0] => {
  const watch = { notifyOn, reportId: 'watch', windowEndMs: startMs + hour * hourMs };
  return { runId: `run-${hour}`, plan: dayPlan(0, ['requests', 'failed'], watch) };
};

/** Usual are 100 to 200. */
const valueOf = (queryId: string, value: number): Value => ({
  queryId,
  title: { en: queryId },
  value,
  baseline: { low: 100, high: 200 },
  ...((value < 50 || value > 400) && { isAnomaly: true as const }),
});

/** Judges hours one after the other by their requests and failures. @returns The notifications of each, `-` for none. */
function tellOf(...hours: readonly (readonly [requests: number, failed?: number])[]): string {
  let notified: Notified | undefined;
  const told = hours.map(([requests, failed = 150], hour) => {
    const values = [valueOf('requests', requests), valueOf('failed', failed)];
    const { state, notifications } = decideNotifications(runAt(hour), values, notified);
    notified = state ?? notified;
    return notifications.map(({ queryId, change }) => `${queryId} ${change}`).join(', ') || '-';
  });
  return told.join('; ');
}

const times = <T>(count: number, of: T): T[] => Array.from({ length: count }, () => of);

describe('decideNotifications', () => {
  it('repeats an ongoing anomaly after six hours', () => {
    const sixHours = `requests fell${'; -'.repeat(5)}`;

    expect(tellOf(...times(14, [0] as const))).toBe(`${sixHours}; ${sixHours}; requests fell; -`);
  });

  it('notifies of one kind once in six hours, however often it recurs', () => {
    const told = tellOf([0], [150], [0], [150], [0], [0], [0], [150]);

    expect(told).toBe('requests fell; requests back; -; -; -; -; requests fell; requests back');
  });

  it('notifies of other kinds meanwhile', () => {
    const told = tellOf([0], [900], [900, 900], [150, 900], [150]);

    expect(told).toBe('requests fell; requests rose; failed rose; requests back; failed back');
  });

  it('ends an anomaly only within the baseline', () => {
    expect(tellOf([0], [60], [99], [100])).toBe('requests fell; -; -; requests back');
    expect(tellOf([900], [300], [201], [200])).toBe('requests rose; -; -; requests back');
    expect(tellOf([0], [300])).toBe('requests fell; requests back');
    expect(tellOf([900], [60])).toBe('requests rose; requests back');
  });

  it('takes a 0 within the baseline neither for an anomaly nor for its end', () => {
    const { state } = decideNotifications(runAt(0), [valueOf('requests', 0)], undefined);
    const atNight = (value: number): Value => {
      const { isAnomaly: _isAnomaly, ...usual } = valueOf('requests', value);
      return { ...usual, baseline: { low: 0, high: 9 } };
    };

    expect(decideNotifications(runAt(1), [atNight(0)], state).notifications).toEqual([]);
    expect(decideNotifications(runAt(1), [atNight(2)], state).notifications).toEqual([
      { queryId: 'requests', change: 'back' },
    ]);
  });

  it('does not end an anomaly of failures while requests are missing', () => {
    const told = tellOf([150, 900], [0, 150], [60, 150], [150, 150]);

    expect(told).toBe('failed rose; requests fell; -; requests back, failed back');
  });

  it('forgets a notification that was not repeated for a day: the watch was off', () => {
    const { state } = decideNotifications(runAt(0), [valueOf('requests', 0)], undefined);

    expect(decideNotifications(runAt(24), [valueOf('requests', 150)], state).notifications).toHaveLength(1);
    expect(decideNotifications(runAt(25), [valueOf('requests', 150)], state).notifications).toEqual([]);
    expect(decideNotifications(runAt(25), [valueOf('requests', 0)], state).notifications).toHaveLength(1);
  });

  it('does not notify of what has changed since', () => {
    const first = decideNotifications(runAt(0), [valueOf('requests', 0)], undefined);
    const second = decideNotifications(runAt(1), [valueOf('requests', 150)], first.state);

    expect(decideNotifications(runAt(0), [valueOf('requests', 0)], second.state).notifications).toEqual([]);
    const seen = { ...runAt(0), publishedRevision: 2 };
    expect(decideNotifications(seen, [valueOf('requests', 0)], second.state).notifications).toEqual(
      first.notifications,
    );
    expect(decideNotifications(runAt(1), [valueOf('requests', 150)], second.state).notifications).toEqual(
      second.notifications,
    );
  });

  it('ignores a fall if the plan does not watch falls', () => {
    expect(tellOf([150, 0], [150, 900], [150, 0])).toBe('-; failed rose; failed back');
  });

  it('repeats the notifications of the same run, and has none for an older window', () => {
    const fallen = [valueOf('requests', 0)];
    const { notifications: first, state } = decideNotifications(runAt(5), fallen, undefined);

    expect(decideNotifications(runAt(5), [valueOf('requests', 150)], state)).toEqual({ notifications: first });
    expect(decideNotifications(runAt(4), fallen, state)).toEqual({ notifications: [] });
    expect(first).toEqual([{ queryId: 'requests', change: 'fell' }]);
  });

  it('decides nothing without an answer or a baseline', () => {
    const { state } = decideNotifications(runAt(0), [valueOf('requests', 0)], undefined);
    const { baseline: _baseline, ...unknown } = valueOf('requests', 150);

    expect(decideNotifications(runAt(1), [], state)).toEqual({ notifications: [] });
    expect(decideNotifications(runAt(1), [unknown], state)).toEqual({ notifications: [] });
  });

  it('keeps the newest hundred notifications', () => {
    const seen = times(120, 0).reduce<Notified | undefined>(
      (notified, _zero, index) =>
        decideNotifications(runAt(index * 6), [valueOf('requests', index % 2 ? 900 : 0)], notified).state ?? notified,
      undefined,
    );

    expect(seen?.sent).toHaveLength(100);
    expect(seen?.sent.at(-1)?.runId).toBe(`run-${119 * 6}`);
  });
});
