import { effect } from '@preact/signals';

import { addressOf, lastHours } from './asked';
import {
  answer,
  breakLines,
  catalogue,
  openAddress,
  query,
  range,
  rangeOf,
  runQuery,
  vocabulary,
} from './questions-state';

describe('breakLines', () => {
  it('gives each command a line', () => {
    expect(breakLines('filter a = 1 | stats count(*) as n')).toBe('filter a = 1\n| stats count(*) as n');
  });

  it('breaks a long line at its own commas, not at those in brackets and texts', () => {
    const long = `stats pct(a, 95) as p, sum(b in [1, 2]) as "x, y", max(${'c'.repeat(60)}) as z`;

    expect(breakLines(long).split('\n')).toEqual([
      'stats pct(a, 95) as p,',
      '    sum(b in [1, 2]) as "x, y",',
      `    max(${'c'.repeat(60)}) as z`,
    ]);
  });
});

const nowMs = Date.parse('2026-11-25T12:00:00.500Z');
const lastWindow = { reportId: 'daily-usage', startMs: 60_000, endMs: 120_000 };

describe('the chosen range of time', () => {
  it.each([1, 24, 168])('ends behind the second of now: %i hours', (hours) => {
    const endMs = Date.parse('2026-11-25T12:00:01Z');

    expect(rangeOf(lastHours(hours), nowMs, undefined)).toEqual({ startMs: endMs - hours * 3_600_000, endMs });
  });

  it('is the window of the last report', () => {
    expect(rangeOf({ ...lastHours(24), preset: 'report' }, nowMs, lastWindow)).toEqual({
      startMs: 60_000,
      endMs: 120_000,
    });
  });

  it('is read as UTC', () => {
    const range = {
      hours: 24,
      preset: 'custom',
      customStart: '2026-11-25T08:00',
      customEnd: '2026-11-25T08:00:30',
    } as const;

    expect(rangeOf(range, nowMs, undefined)).toEqual({
      startMs: Date.parse('2026-11-25T08:00:00Z'),
      endMs: Date.parse('2026-11-25T08:00:30Z'),
    });
  });

  it('is empty until both ends are there', () => {
    expect(rangeOf({ ...lastHours(24), preset: 'custom' }, nowMs, undefined)).toEqual({ startMs: 0, endMs: 0 });
  });
});

describe('what the address asks', () => {
  const asked: { readonly query: string; readonly startMs: number; readonly endMs: number }[] = [];
  /** Queries that answer late. */
  let held: (() => void)[] = [];
  let holds = false;

  beforeAll(() => {
    const fetch = async (path: string, { body }: { readonly body: string }) => {
      if (path === 'api/overview') return new Response(JSON.stringify({ ok: true, result: { nowMs } }));
      asked.push(JSON.parse(body));
      if (holds) await new Promise<void>((resolve) => held.push(resolve));
      return new Response(JSON.stringify({ ok: true, result: { rows: [] } }));
    };
    // A browser that keeps nothing for a page has a storage that throws.
    const localStorage = { getItem: forbid, setItem: forbid };
    Object.assign(globalThis, { fetch, localStorage, location: { hash: '' } });
  });

  beforeEach(() => {
    asked.length = 0;
    [held, holds] = [[], false];
    vocabulary.value = { words: [], logGroups: [], usageLogGroup: '/aws/lambda/pulso-local-bot' };
    catalogue.value = [
      { id: 'groups', title: 'Groups', query: 'stats count(*)', reports: [{ id: 'weekly-usage', windowHours: 168 }] },
    ];
  });

  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

  it.each([[['groups']], [['groups', 'other-report']]])(
    'is asked once at the address %j, of the window of its report, and what is typed then stays',
    async (rest) => {
      const stop = effect(() => openAddress(rest));
      await settled();
      query.value = 'stats count(*) | limit 1';
      await settled();
      stop();

      expect(asked.map(({ startMs, endMs }) => (endMs - startMs) / 3_600_000)).toEqual([168]);
      expect(query.value).toBe('stats count(*) | limit 1');
    },
  );

  it('is what is answered, also when another query was running', async () => {
    holds = true;
    openAddress(addressOf({ query: 'first', logGroups: undefined, range: lastHours(1) }));
    await settled();
    openAddress(addressOf({ query: 'second', logGroups: undefined, range: lastHours(2) }));
    await settled();
    for (const release of held.toReversed()) {
      release();
      await settled();
    }

    expect(asked.map((each) => each.query)).toEqual(['first', 'second']);
    expect(answer.value?.asked.query).toBe('second');
  });

  it('is named by the address of what was run', async () => {
    [query.value, range.value] = ['limit 7', lastHours(3)];

    await runQuery();

    expect(location.hash).toBe('#/questions/ask/limit%207/3h');
  });
});

function forbid(): never {
  throw new DOMException('The browser keeps nothing here.', 'SecurityError');
}
