import { toItem } from '@pulso/adapters/dynamodb';
import { definitionOf } from '@pulso/domain/fan-out';
import { queryTextOf } from '@pulso/domain/reports';
import { dayMs, hourMs } from '@pulso/kit/time';
import { type Item } from '@pulso/world/dynamodb';

import { names } from '../services/names';
import { answerOf, catalogueOf, firstEndMs, isInOutage, reportId } from './catalogue';
import { type Surroundings } from './surroundings';

/** How many days of a watch have been before a world begins: as many as it takes to know what is usual. */
const pastDayCount = 14;

/** A second report of an anomaly within this time is a duplicate. */
const toldForMs = 6 * hourMs;

interface Told {
  readonly runId: string;
  readonly change: string;
  readonly windowEndMs: number;
}

/** The anomalies that an hourly watch has decided to report, and whether they are right (invariant I19). */
export class NotificationBook {
  readonly #world: Surroundings;
  #told: readonly Told[] = [];
  #decidedEndMs = -Infinity;
  readonly #decidedEndsMs = new Set<number>();

  constructor(world: Surroundings) {
    this.#world = world;
    if (world.features.outage) this.#layPast();
  }

  /** Whether a run has something to tell. */
  isNews(runId: string): boolean {
    return this.#told.some((told) => told.runId === runId);
  }

  /** Whether a run must tell it: what has changed since is not told late. */
  isOwed(runId: string): boolean {
    return this.#told.at(-1)?.runId === runId;
  }

  /** Whether a window was decided; `late`: one after it was before. */
  wasDecided(windowEndMs: number): boolean | 'late' {
    return this.#decidedEndsMs.has(windowEndMs) || (windowEndMs < this.#decidedEndMs && 'late');
  }

  /** @param input - Of a write to the runs table that was just applied. */
  onWrite(input: unknown): void {
    const { Item: item } = input as { Item?: Item };
    const { outage } = this.#world.features;
    if (!outage || !item?.['pk']?.S?.startsWith('notifications#')) return;
    const decidedEndMs = Number(item['decidedEndMs']?.N);
    const told: readonly Told[] = JSON.parse(item['sent']?.S ?? '[]');
    const expected = [...this.#told, ...this.#notificationsOf(decidedEndMs)];
    const inShort = (some: readonly Pick<Told, 'change' | 'windowEndMs'>[]): string =>
      some.map(({ change, windowEndMs }) => `${change} at ${new Date(windowEndMs).toISOString()}`).join(', ');
    if (decidedEndMs <= this.#decidedEndMs || inShort(told) !== inShort(expected)) {
      this.#world.ledger.violate('wrong-notification', `"${inShort(told)}" was told, and not "${inShort(expected)}"`);
    }
    this.#told = told;
    this.#decidedEndMs = decidedEndMs;
    this.#decidedEndsMs.add(decidedEndMs);
  }

  /** The notifications of an hour, after all that were sent. */
  #notificationsOf(windowEndMs: number): readonly Pick<Told, 'change' | 'windowEndMs'>[] {
    const { outage } = this.#world.features;
    const isOpen = this.#told.length > 0 && this.#told.at(-1)?.change !== 'back';
    if (!outage || !isInOutage(outage, windowEndMs)) return isOpen ? [{ change: 'back', windowEndMs }] : [];
    const last = this.#told.findLast(({ change }) => change === 'fell');
    return last && windowEndMs - last.windowEndMs < toldForMs ? [] : [{ change: 'fell', windowEndMs }];
  }

  /** Each hour of the world has been on earlier days. */
  #layPast(): void {
    const { features, queryCount, tables } = this.#world;
    const { outage, windowCount } = features;
    const [report] = catalogueOf(queryCount, features);
    const [query] = report?.queries ?? [];
    if (!report || !query || !outage) return;
    const definition = definitionOf(query, report);
    for (let hour = 0; hour < windowCount; hour += 1) {
      for (let day = 1; day <= pastDayCount; day += 1) {
        const windowEndMs = firstEndMs + hour * hourMs - day * dayMs;
        const values = [{ queryId: query.id, definition, value: answerOf(queryTextOf(query), windowEndMs) }];
        const entry = {
          pk: `history#${reportId}`,
          sk: new Date(windowEndMs).toISOString(),
          reportId,
          runId: `${reportId}/earlier/${day}`,
          revision: 1,
          state: 'complete',
          windowStartMs: windowEndMs - hourMs,
          windowEndMs,
          values: JSON.stringify(values),
          missing: '[]',
          expiresAtSeconds: windowEndMs / 1000 + 400 * 86_400,
        };
        tables.perform('PutItem', { TableName: names.runsTable, Item: toItem(entry) });
      }
    }
  }
}
