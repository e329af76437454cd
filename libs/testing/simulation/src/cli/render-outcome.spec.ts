import { parseFaultPlan } from '@pulso/world/faults';

import { renderRepeat } from './render-outcome';
import { type SimulateOptions } from './simulate-options';

const options = (faultsName: string, overrides: Partial<SimulateOptions> = {}): SimulateOptions => ({
  ...{ firstSeed: 0, seedCount: 1, isSingle: false, queryCount: 3, isPersistent: false, wholeTrace: false },
  ...{ faultsName, faults: parseFaultPlan('kill:*,slow:logs.*=2s'), lasting: undefined, lastingMs: undefined },
  ...overrides,
});

describe('renderRepeat', () => {
  it('quotes the command for a shell', () => {
    expect(renderRepeat(7, options('kill:*,slow:logs.*=2s'), undefined)[1]).toBe(
      "  npm run simulate -- --seed 7 --queries 3 --faults 'kill:*,slow:logs.*=2s' --trace",
    );
  });

  it('gives a command with fewer faults if fewer suffice', () => {
    const shrunk = { plan: parseFaultPlan('kill:notifier'), triedCount: 5 };

    expect(renderRepeat(7, options('hell', { lasting: '1h' }), shrunk).slice(2)).toEqual([
      'The same promise breaks with fewer faults (5 plans tried):',
      '  npm run simulate -- --seed 7 --queries 3 --faults kill:notifier --lasting 1h --trace',
    ]);
  });

  it('names no faults if they follow from the seed', () => {
    expect(renderRepeat(7, options('', { isPersistent: true }), undefined)[1]).toContain(
      '--queries 3 --persistent --trace',
    );
  });
});
