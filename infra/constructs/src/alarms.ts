import { CloudwatchLogMetricFilter } from '@cdktn/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchMetricAlarm } from '@cdktn/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

import { type AlarmedEvent, type MeasuredEvent, alarmedEvents, logGroupName } from '@pulso/contracts/envelope';

import {
  type AlarmCondition,
  functionMetric,
  maxSpanSeconds,
  type Metric,
  type OccurrenceLimit,
  occurs,
  reaches,
  stageMetric,
} from './alarm-condition';
import { named, requireLimits, within } from './limits';
import { type PulsoStack, stackOf } from './pulso-stack';
import { type ServiceFunction } from './service-function';

export interface AlarmProps {
  /** Base name; the stage's prefix is added. The runbook has an entry with this name. */
  readonly baseName: string;
  /** The harm to users, in one or two sentences. The person on call reads it first. */
  readonly harm: string;
  /** The first command that this person types. */
  readonly firstCommand: string;
  readonly condition: AlarmCondition;
}

/** Commands find the stage only in its region. The variable is exported, so that nested commands have it, too. */
const inRegion = (region: string, command: string): string =>
  command.startsWith('aws ') ? `export AWS_REGION=${region}; ${command}` : command;

/**
 * Tells the stage's operators when its condition begins and ends.
 *
 * A new alarm mails its first state, too: it begins as INSUFFICIENT_DATA and then changes to OK. No argument prevents
 * that.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/49773 for what that mails
 */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, { baseName, harm, firstCommand, condition }: AlarmProps) {
    super(scope, id);
    const stack = stackOf(this);
    const name = stack.nameOf(baseName);
    const command = inRegion(stack.settings.region, firstCommand);
    const description = `${harm}\nFirst: ${command}\nThen: docs/operations.md, "${baseName}".`;
    const { periodSeconds, periodCount } = condition;
    const maxPeriods = Math.floor(maxSpanSeconds(periodSeconds) / periodSeconds);
    requireLimits(this, [
      named('its name', name, /^[ -~]+$/, 255),
      within("its description's length", description.length, { from: 1, to: 1_024 }),
      within('its period in minutes', periodSeconds / 60, { from: 1, to: 1_440 }),
      within(`its number of periods of ${periodSeconds} s`, periodCount, { from: 1, to: maxPeriods }),
    ]);
    const topicArn = stack.alertsTopicArn();
    const { metricQuery } = condition.arguments;
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: description,
      ...condition.arguments,
      evaluationPeriods: periodCount,
      // Metrics of an expression have their own periods.
      ...(metricQuery === undefined ? { period: periodSeconds } : {}),
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}

/** The command that shows errors of the stack's service in the last hour. */
export const showErrors = ({ settings, service }: PulsoStack): string =>
  showLines(settings.stage, service, '$.level = "ERROR"');

/** @param condition - A condition of a filter pattern, for example `$.level = "ERROR"`. */
export const showLines = (stage: string, service: string, condition: string): string =>
  `aws logs tail ${logGroupName(stage, service)} --since 1h --filter-pattern '{ ${condition} }'`;

export interface CountedEvents {
  readonly event: AlarmedEvent | MeasuredEvent;
  /** Required values of other fields. Default: none. */
  readonly where?: Readonly<Record<string, string>>;
  /** Default: service and event. */
  readonly metricName?: string;
  /** Dimensions by name, each with the field of the line that has its value. Each value is a billed metric. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/**
 * Counts log events of a service.
 *
 * The filter has no default value: without events it publishes no metric and costs nothing.
 *
 * @returns The metric, without values of its dimensions.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function countEvents(
  source: ServiceFunction,
  { event, where = {}, metricName, dimensions = {} }: CountedEvents,
): Metric {
  const stack = stackOf(source);
  const baseName = `${stack.service}-${event}`;
  const metric = stageMetric(stack.settings.stage, metricName ?? baseName);
  const conditions = Object.entries({ event, ...where }).map(([field, value]) => `($.${field} = "${value}")`);
  const fields = Object.entries(dimensions).map(([name, field]) => [name, `$.${field}`]);
  new CloudwatchLogMetricFilter(stack, `count-${event}`, {
    name: stack.nameOf(baseName),
    logGroupName: source.logGroupName,
    pattern: `{ ${conditions.join(' && ')} }`,
    metricTransformation: {
      name: metric.name,
      namespace: metric.namespace,
      value: '1',
      ...(fields.length > 0 ? { dimensions: Object.fromEntries(fields) } : {}),
    },
  });
  return metric;
}

export interface WatchedEvent {
  readonly event: AlarmedEvent | MeasuredEvent;
  /** As for {@link Alarm}. */
  readonly harm: string;
  /** Default: rings at the first event. */
  readonly limit?: OccurrenceLimit;
}

/** These count only at level ERROR: at other levels the event may be harmless. */
const errorEvents = new Set<string>(Object.values(alarmedEvents));

/** Puts an alarm on each event that a service writes when an operator has to act. */
export function watchEvents(source: ServiceFunction, events: readonly WatchedEvent[]): void {
  const stack = stackOf(source);
  for (const { event, harm, limit } of events) {
    const metric = countEvents(source, { event, ...(errorEvents.has(event) ? { where: { level: 'ERROR' } } : {}) });
    new Alarm(stack, event, {
      baseName: `${stack.service}-${event}`,
      harm,
      firstCommand: showLines(stack.settings.stage, stack.service, `$.event = "${event}"`),
      condition: occurs(metric, limit),
    });
  }
}

/** The part of its timeout that an invocation should not exceed. */
const usualShare = 0.8;

/** Callers retry the first few within seconds; more means that the account has no concurrency left. */
const throttleLimit = { times: 5, withinMinutes: 5 };

/**
 * Puts alarms on Lambda's metrics of a function: invocations that fail, are throttled, or nearly time out.
 *
 * @param harm - A sentence: what users lack while the function does not work.
 */
export function watchFunction(source: ServiceFunction, harm: string): void {
  const stack = stackOf(source);
  const { service } = stack;
  const metric = (name: string) => functionMetric(stack.nameOf(service), name);
  new Alarm(stack, 'errors', {
    baseName: `${service}-errors`,
    harm: `${harm} The ${service} has crashed, run out of time or memory, or does not start.`,
    firstCommand: showErrors(stack),
    condition: occurs(metric('Errors')),
  });
  new Alarm(stack, 'throttles', {
    baseName: `${service}-throttles`,
    harm: `${harm} Lambda refuses to run the ${service}: too many functions run at once.`,
    firstCommand: 'aws lambda get-account-settings --query AccountLimit',
    condition: occurs(metric('Throttles'), throttleLimit),
  });
  new Alarm(stack, 'duration', {
    baseName: `${service}-duration`,
    harm: `${harm} An invocation of the ${service} has needed more than four fifths of its ${source.timeoutSeconds} s.`,
    firstCommand: showErrors(stack),
    condition: reaches(metric('Duration'), source.timeoutSeconds * 1_000 * usualShare),
  });
}
