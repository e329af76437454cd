import { type Language } from '@pulso/kit/texts';

import { findReportSchedule } from '../../cloud/find-report-schedule';
import { type LocalCloud } from '../../cloud/local-cloud';
import { sweepsFrom } from '../sweeps-from';
import { type Cast } from './walk-cast';
import { type Step, afterwards, firstDay, secondDay } from './walk-steps';
import { type StepUpdate, updateOf } from './walk-updates';

/** A step that was taken, or the moment at which a report was due. */
export interface Taken {
  readonly atMs: number;
  readonly step: Step | 'schedule';
  /** What it came to in each language that walks. */
  readonly updates: ReadonlyMap<Language, StepUpdate>;
}

/** What one step sets off is over by then, a report included. */
const stepMs = 120_000;

const at = (time: string): number => Date.parse(time);

/** When the walk begins, epoch ms. */
export const walkStartMs = at('2026-11-24T11:00:00Z');

/** From shortly before the last report. */
export const walkSweeps = sweepsFrom(at('2026-11-25T12:00:00Z'));

/** Walks through everything that people do with the bot, in several languages at once. */
export async function takeWalk(cloud: LocalCloud, casts: readonly Cast[]): Promise<readonly Taken[]> {
  const { clock, botApi } = cloud;
  const taken: Taken[] = [];
  let updateId = 0;

  async function take(steps: readonly Step[], startMs: number): Promise<void> {
    await clock.runUntil(startMs);
    for (const [index, step] of steps.entries()) {
      const atMs = startMs + index * stepMs;
      const updates = new Map<Language, StepUpdate>();
      for (const cast of casts) {
        const moment = { updateId: (updateId += 1), atMs, conversation: botApi.conversation };
        const made = updateOf(step, cast, moment);
        botApi.pushUpdate(made.update);
        updates.set(cast.language, made);
      }
      taken.push({ atMs, step, updates });
      await clock.runUntil(atMs + stepMs);
    }
  }

  async function fireSchedule(atMs: number): Promise<void> {
    await clock.runUntil(atMs);
    taken.push({ atMs, step: 'schedule', updates: new Map() });
    await cloud.fireSchedule(findReportSchedule(cloud.definition, atMs).name, atMs);
    await clock.runUntil(atMs + stepMs);
  }

  await take(firstDay, walkStartMs + stepMs);
  await fireSchedule(at('2026-11-24T12:30:00Z'));
  await take(secondDay, at('2026-11-25T08:00:00Z'));
  await fireSchedule(at('2026-11-25T12:30:00Z'));
  await take(afterwards, at('2026-11-25T13:00:00Z'));
  return taken;
}
