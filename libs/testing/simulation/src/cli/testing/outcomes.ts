import { emptyStatistics } from '../../world/statistics';
import { type Outcome } from '../outcome';
import { type SimulateOptions } from '../simulate-options';

export const someOptions = (overrides: Partial<SimulateOptions> = {}): SimulateOptions => ({
  firstSeed: 0,
  seedCount: 2_000,
  isSingle: false,
  queryCount: 10,
  faults: { name: 'none', plan: { rules: [] } },
  isStanding: false,
  wholeTrace: false,
  workerCount: 2,
  showLatencies: false,
  ...overrides,
});

export const someOutcome = (overrides: Partial<Outcome> = {}): Outcome => ({
  options: someOptions(),
  statistics: { ...emptyStatistics(), worlds: 2_000 },
  violationCounts: {},
  brokenCount: 0,
  broken: [],
  traceHash: '0123456789abcdef',
  isInterrupted: false,
  speed: { elapsedMs: 4_000, cpuMs: 8_000, workerCount: 2, nodeVersion: 'v24.0.0' },
  ...overrides,
});
