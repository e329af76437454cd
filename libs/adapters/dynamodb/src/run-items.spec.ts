import { type QueryOutcome, boundRows } from '@pulso/contracts/run-events';

import { type Item, toItem } from './items';
import { decodeStoredRun, decodeNotificationState, resultItem, notificationStateItem } from './run-items';

describe('decodeStoredRun', () => {
  it('finds no run without a run item, if it is not opened, or without a plan item', () => {
    const waiting = toItem({ pk: 'run#x', sk: 'run', runId: 'x', firstSeenAtMs: 1 });
    const opened = { ...waiting, openedAtMs: { N: '1' } };

    expect([[], [waiting], [opened]].map(decodeStoredRun)).toEqual([undefined, undefined, undefined]);
  });
});

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxItemBytes = 400 * 1024;

const statistics = { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3 };

const itemOf = (outcome: QueryOutcome): Item =>
  resultItem({
    runId: 'daily-usage/manual/1',
    queryId: 'top-commands',
    outcome,
    finishedAtMs: 1,
    storedAtMs: 2,
    expiresAtSeconds: 3,
  });

describe('items of results', () => {
  it('hold the largest result far below the limit of an item', () => {
    const row = Array.from({ length: 50 }, () => ({ field: '\u0000'.repeat(999), value: '\u0000'.repeat(9_999) }));
    const bounded = boundRows(Array.from({ length: 1_000 }, () => row));

    const text = JSON.stringify(itemOf({ status: 'success', ...bounded, statistics }));

    expect(bounded.omittedRowCount).toBe(999);
    expect(text.length).toBeLessThan(maxItemBytes / 8);
  });
});

const known = { queryId: 'use', numberId: 'requests', change: 'fell', runId: 'r', windowEndMs: 2 } as const;
const notifications = { reportId: 'watch', decidedEndMs: 2, sent: [known], expiresAtSeconds: 3 };

describe('sent notifications', () => {
  it('are read as they were written', () => {
    expect(decodeNotificationState(notificationStateItem(notifications))).toEqual(notifications);
  });

  it('leave out changes that only another version knows', () => {
    const sent = JSON.stringify([{ ...known, change: 'trembled' }, known, 'fell']);

    expect(decodeNotificationState({ ...notificationStateItem(notifications), ...toItem({ sent }) })).toEqual(
      notifications,
    );
  });

  it('must be a list', () => {
    expect(() =>
      decodeNotificationState({ ...notificationStateItem(notifications), ...toItem({ sent: '{}' }) }),
    ).toThrow(/sent/);
  });
});
