import { type Service, logGroupName } from '@pulso/contracts/naming';
import { type MetricValue, createFilterMetrics } from '@pulso/local-aws/cloudwatch';
import { type LogFields, createJsonLog } from '@pulso/logging';

import { alarmedStage, stageAlarms } from './stage-alarms';

export interface LogLine {
  readonly service: Service;
  readonly level: 'error' | 'info' | 'warn';
  readonly event: string;
  readonly fields: LogFields;
  /** By the clock of the process, epoch ms. */
  readonly writtenAtMs: number;
}

const { metricFilters } = stageAlarms;
const filterMetrics = createFilterMetrics(metricFilters);

/** By service and event. Most lines are about events that no filter names; those are not even written. */
const known = new Map<string, boolean>();

function canBeCounted(logGroup: string, event: string): boolean {
  const key = `${logGroup} ${event}`;
  let isCounted = known.get(key);
  if (isCounted === undefined) {
    isCounted = metricFilters.some(
      ({ logGroupName: group, pattern }) =>
        group === logGroup && (pattern.includes(`"${event}"`) || !pattern.includes('$.event = ')),
    );
    known.set(key, isCounted);
  }
  return isCounted;
}

/** By service and event, as {@link known}. */
const alarmed = new Map<string, boolean>();

/** Whether an alarm is meant to ring at this event of a service: a metric filter names it and asks for a level. */
export function isAlarmed({ service, event }: Pick<LogLine, 'event' | 'service'>): boolean {
  const key = `${service} ${event}`;
  let isNamed = alarmed.get(key);
  if (isNamed === undefined) {
    const group = logGroupName(alarmedStage, service);
    isNamed = metricFilters.some(
      ({ logGroupName: name, pattern }) =>
        name === group && pattern.includes(`"${event}"`) && pattern.includes('$.level'),
    );
    alarmed.set(key, isNamed);
  }
  return isNamed;
}

/**
 * Writes a line as a service writes it, and applies the stage's metric filters to it.
 *
 * @param atMs - When CloudWatch has it, epoch ms.
 * @returns The values that the filters make of it; empty: no alarm can see it.
 */
export function countLogLine(
  { service, level, event, fields, writtenAtMs }: LogLine,
  atMs: number,
): readonly MetricValue[] {
  const group = logGroupName(alarmedStage, service);
  if (!canBeCounted(group, event)) return [];
  const values: MetricValue[] = [];
  const log = createJsonLog(
    (message) => values.push(...filterMetrics({ logGroupName: group, message, timestamp: atMs })),
    { clock: { nowMs: () => writtenAtMs }, fields: () => ({ service }) },
  );
  log[level](event, fields);
  return values;
}
