import { type ObservedEnding } from './observe-ending';
import { broken, promiseOf } from './standing-promise';

const minuteMs = 60_000;

const ending = (overrides: Partial<ObservedEnding> = {}): ObservedEnding => ({
  sight: 'in time',
  latestMs: 0,
  afterEndMs: undefined,
  rangAfterMs: {},
  hasDeadLetters: false,
  copyCount: 1,
  ...overrides,
});

const late = ending({ sight: 'late', latestMs: 41 * minuteMs, afterEndMs: minuteMs });
const lost = ending({ sight: 'nothing', rangAfterMs: { slow: 50 * minuteMs, quick: 3 * minuteMs } });

describe('what is promised under a fault that stays', () => {
  it('is the worst of all worlds, rounded up', () => {
    expect(promiseOf('refuse:ses.SendEmail', '1h', [ending(), late])).toEqual({
      spec: 'refuse:ses.SendEmail',
      length: '1h',
      sights: ['in time', 'late'],
      lateMinutes: 60,
      afterwards: 'comes by itself',
    });
  });

  it('says how many copies a reader may have at the worst, and is broken by one more', () => {
    const promise = promiseOf('drop-response:ses.SendEmail', '1h', [ending(), ending({ copyCount: 4 })]);

    expect(promise).toMatchObject({ sights: ['in time'], copyCount: 4 });
    expect(broken(promise, ending({ copyCount: 4 }))).toEqual([]);
    expect(broken(promise, ending({ copyCount: 5 }))).toEqual(['a reader has 5 copies']);
  });

  it('names the fewest alarms of which one rings wherever readers miss something', () => {
    const other = ending({ sight: 'nothing', rangAfterMs: { third: 20 * minuteMs } });

    const { rings, afterwards } = promiseOf('kill:bot', '1d', [
      lost,
      lost,
      other,
      ending({ rangAfterMs: { noise: 0 } }),
    ]);

    expect(rings).toEqual({ alarms: ['quick', 'third'], withinMinutes: 30 });
    expect(afterwards).toBe('to be made again');
  });

  it('asks for no alarm where a report comes soon, and for one where none comes', () => {
    expect(promiseOf('kill:bot', '1d', [late, late]).rings).toBeUndefined();
    expect(promiseOf('kill:bot', '1d', [late, lost]).rings).toEqual({ alarms: ['quick'], withinMinutes: 5 });
  });

  it('is broken by anything worse, later or more silent', () => {
    const promise = promiseOf('kill:bot', '1d', [late, lost]);

    expect(broken(promise, late)).toEqual([]);
    expect(broken(promise, ending({ sight: 'told' }))).toEqual(['readers have: told']);
    expect(broken(promise, { ...late, latestMs: 61 * minuteMs })).toEqual(['a report is 61 minutes late']);
    expect(broken(promise, { ...lost, rangAfterMs: { slow: 0 } })).toEqual(['quick after Infinity minutes']);
  });
});
