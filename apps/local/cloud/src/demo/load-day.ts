import { createBundledDay } from '../bundled-day/create-bundled-day';
import { type BundledPast, createBundledPast } from '../bundled-day/create-bundled-past';
import { type DemoOptions } from './demo-options';
import { type Truth } from './judge-report';
import { type TimedUpdate, readUpdates } from './read-updates';
import { countOfUpdates } from './report-time';

/** A day of updates to show. */
export interface Day {
  /** For people. */
  readonly name: string;
  readonly updates: readonly TimedUpdate[];
  /** Only of a bundled day. */
  readonly truth?: Truth | undefined;
  /** What lies behind it, if anything does. */
  readonly past?: BundledPast;
}

/** Reads or makes up the day that a demo shows. @throws {UsageError | BadUpdateLineError} The file is not usable. */
export async function loadDay({
  updatesFile,
  reportAtMs,
  daysBefore,
}: Pick<DemoOptions, 'updatesFile' | 'reportAtMs' | 'daysBefore'>): Promise<Day> {
  if (updatesFile !== undefined) {
    const updates = await readUpdates(updatesFile);
    return { name: `${countOfUpdates(updates.length)} of ${updatesFile}`, updates };
  }
  const past = daysBefore > 0 ? createBundledPast({ reportAtMs, dayCount: daysBefore }) : undefined;
  const { updates, truth } = createBundledDay({ reportAtMs, ...(past && { knownBefore: past.known }) });
  return { name: `the bundled day of ${updates.length} updates`, updates, truth, ...(past && { past }) };
}
