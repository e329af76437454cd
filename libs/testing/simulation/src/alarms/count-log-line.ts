import { type Service, logGroupName } from '@pulso/contracts/envelope';
import { type LogFields, createJsonLog } from '@pulso/kit/runtime';
import { type FilterMetrics, type MetricValue, createFilterMetrics } from '@pulso/world/alarms';

import { alarmedStage, stageAlarms } from './stage-alarms';

export interface LogLine {
  readonly service: Service;
  readonly level: 'error' | 'info' | 'warn';
  readonly event: string;
  readonly fields: LogFields;
  /** By the clock of the process, epoch ms. */
  readonly writtenAtMs: number;
}

/** What the metric filters of a service make of one event. */
interface EventFilters {
  readonly logGroup: string;
  /** Absent: no filter is about this event, so its lines are not even written. */
  readonly filterMetrics: FilterMetrics | undefined;
  /** Whether one of them asks for a level. */
  readonly isAlarmed: boolean;
}

/** By service, then by event. */
const known = new Map<Service, Map<string, EventFilters>>();

function filtersOf({ service, event }: Pick<LogLine, 'event' | 'service'>): EventFilters {
  let byEvent = known.get(service);
  if (!byEvent) known.set(service, (byEvent = new Map()));
  let filters = byEvent.get(event);
  if (!filters) byEvent.set(event, (filters = readFilters(logGroupName(alarmedStage, service), event)));
  return filters;
}

function readFilters(logGroup: string, event: string): EventFilters {
  const isNamedIn = (pattern: string): boolean => pattern.includes(`"${event}"`);
  const filters = stageAlarms.metricFilters.filter(
    ({ logGroupName: name, pattern }) => name === logGroup && (isNamedIn(pattern) || !pattern.includes('$.event = ')),
  );
  return {
    logGroup,
    filterMetrics: filters.length === 0 ? undefined : createFilterMetrics(filters),
    isAlarmed: filters.some(({ pattern }) => isNamedIn(pattern) && pattern.includes('$.level')),
  };
}

/** Whether an alarm is meant to ring at this event of a service: a metric filter names it and asks for a level. */
export const isAlarmed = (line: Pick<LogLine, 'event' | 'service'>): boolean => filtersOf(line).isAlarmed;

/**
 * Writes a line as a service writes it, and applies the stage's metric filters to it.
 *
 * @param atMs - When CloudWatch has it, epoch ms.
 * @returns The values that the filters make of it; empty: no alarm can see it.
 */
export function countLogLine(line: LogLine, atMs: number): readonly MetricValue[] {
  const { service, level, event, fields, writtenAtMs } = line;
  const { logGroup, filterMetrics } = filtersOf(line);
  if (!filterMetrics) return [];
  const values: MetricValue[] = [];
  const write = (message: string): void =>
    void values.push(...filterMetrics({ logGroupName: logGroup, message, timestamp: atMs }));
  createJsonLog(write, { clock: { nowMs: () => writtenAtMs }, fields: () => ({ service }) })[level](event, fields);
  return values;
}
