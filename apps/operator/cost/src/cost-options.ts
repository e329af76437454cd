import { reportsOf } from '@pulso/domain/reports';
import { UsageError, parseOptions, parseWholeNumber } from '@pulso/operator/command-line';
import { type PricedRegion, type Workload, deployedParts, pricedRegions } from '@pulso/operator/monthly-cost';

import { scannedDaysOf } from './scanned-days';

const { alarmCount, dashboardCount } = deployedParts;

export const costUsage = `Usage: npm run cost -- [options]

Computes what Pulso costs a month by public prices, beside the same job in other designs: one Lambda on a schedule, a
durable function, a Step Functions workflow, scheduled queries. It reads nothing of an account.

  --questions N          queries of the report of each day; each scans the logs of a day. Default: 3;
                         the reports of the catalogue scan as much as about ${Math.round(scannedDaysOf(reportsOf({ watch: 'off' })))}
  --gb-per-day GB        what the bot logs a day. Default: 0.1
  --requests-per-day N   what people ask the bot. Default: 5000
  --destinations N       chats, mail lists and webhooks that get the report. Default: 1
  --mails N              addresses in the lists. Default: 0
  --p95-ms MS            how long the bot takes for most requests; all of them count with it. Default: 150
  --memory MB            of each function. Default: 256
  --retention-days N     how long logs are kept. Default: 90
  --alarms N             metrics under alarms. Default: ${alarmCount}, those of the stacks
  --dashboards N         Default: ${dashboardCount}, those of the stacks
  --watch hourly|off     whether each hour is compared with what is usual. Default: hourly
  --tracing              count a trace for each request
  --region NAME          ${pricedRegions.join(' or ')}. Default: ${pricedRegions[0]}
  --free-tier            take off what is free in every account, as if nothing else used it
  --designs              show only what the designs cost beside the bot, for 3, 10 and 100 questions
  --details              show each item with its price and its source; with --designs those of 100 questions
  --json                 print all of it as JSON
  --help                 print this`;

export interface CostOptions {
  readonly workload: Workload;
  readonly region: PricedRegion;
  readonly hasFreeTier: boolean;
  /** Compares the designs for several numbers of questions. */
  readonly showsDesigns: boolean;
  readonly showsDetails: boolean;
  readonly isJson: boolean;
}

/**
 * Reads the command line of `npm run cost`.
 *
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, or its value unusable.
 */
export function parseCostOptions(args: readonly string[]): CostOptions | undefined {
  refuseNegative(args);
  const values = parseOptions(
    args,
    {
      questions: { type: 'string', default: '3' },
      'gb-per-day': { type: 'string', default: '0.1' },
      'requests-per-day': { type: 'string', default: '5000' },
      destinations: { type: 'string', default: '1' },
      mails: { type: 'string', default: '0' },
      'p95-ms': { type: 'string', default: '150' },
      memory: { type: 'string', default: '256' },
      'retention-days': { type: 'string', default: '90' },
      alarms: { type: 'string', default: String(alarmCount) },
      dashboards: { type: 'string', default: String(dashboardCount) },
      watch: { type: 'string', default: 'hourly' },
      tracing: { type: 'boolean' },
      region: { type: 'string', default: pricedRegions[0] },
      'free-tier': { type: 'boolean' },
      designs: { type: 'boolean' },
      details: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    'npm run cost',
  );
  if (values.help) return undefined;
  if (values.json && values.details) throw new UsageError('--json shows the details anyway: leave out --details.');
  if (values.json && values.designs) throw new UsageError('--designs is a table for people: leave out --json.');
  return {
    workload: {
      questionCount: parseWholeNumber('--questions', values.questions, 1, 3000),
      gbPerDay: parseDecimal('--gb-per-day', values['gb-per-day'], 10_000),
      requestsPerDay: parseWholeNumber('--requests-per-day', values['requests-per-day'], 0, 1_000_000_000),
      destinationCount: parseWholeNumber('--destinations', values.destinations, 0, 1000),
      mailCount: parseWholeNumber('--mails', values.mails, 0, 10_000),
      p95Ms: parseWholeNumber('--p95-ms', values['p95-ms'], 1, 10_000),
      memoryMb: parseWholeNumber('--memory', values.memory, 128, 10_240),
      retentionDays: parseWholeNumber('--retention-days', values['retention-days'], 1, 3653),
      alarmCount: parseWholeNumber('--alarms', values.alarms, 0, 5000),
      dashboardCount: parseWholeNumber('--dashboards', values.dashboards, 0, 500),
      isWatched: isWatched(values.watch),
      isTraced: values.tracing ?? false,
    },
    region: regionOf(values.region),
    hasFreeTier: values['free-tier'] ?? false,
    showsDesigns: values.designs ?? false,
    showsDetails: values.details ?? false,
    isJson: values.json ?? false,
  };
}

/** Node takes what begins with a dash for an option, and would only say that the argument is ambiguous. */
function refuseNegative(args: readonly string[]): void {
  const at = args.findIndex((text, index) => /^-[\d.]/.test(text) && args[index - 1]?.startsWith('--'));
  if (at === -1) return;
  throw new UsageError(`${args[at - 1]} can't be negative, got "${args[at]?.slice(0, 60)}".`);
}

function parseDecimal(option: string, text: string, to: number): number {
  const value = Number(text);
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text) && value <= to) return value;
  throw new UsageError(`${option} must be a number from 0 to ${to}, for example 0.1, got "${text.slice(0, 60)}".`);
}

function isWatched(watch: string): boolean {
  if (watch === 'hourly' || watch === 'off') return watch === 'hourly';
  throw new UsageError(`--watch must be hourly or off, got "${watch.slice(0, 60)}".`);
}

function regionOf(name: string): PricedRegion {
  const region = pricedRegions.find((known) => known === name);
  if (region) return region;
  throw new UsageError(
    `--region: there are prices of ${pricedRegions.join(' and ')} alone, not of "${name.slice(0, 60)}".`,
  );
}
