import { type Service, resourceName } from '@pulso/contracts/envelope';
import { type ReportDefinition } from '@pulso/domain/reports';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { type Judgement, failed, summarize, warning } from '../finding';
import { type DeployedSchedule } from '../ports';

/** A schedule that has to be there. */
interface WantedSchedule {
  readonly name: string;
  readonly service: Service;
  readonly expression: string;
  readonly timezone: string;
}

interface ScheduleReading extends WantedSchedule {
  readonly deployed: DeployedSchedule | undefined;
}

/** The base name of a report's schedule, as the dispatcher's stack calls it. */
export const reportScheduleName = (reportId: string): string => `report-${reportId}`;

/** As the stacks of aggregator and notifier say, by base name. */
const ownSchedules = [
  { base: 'run-sweep', service: 'aggregator', expression: 'rate(5 minutes)' },
  { base: 'webhook-check', service: 'notifier', expression: 'cron(50 0/2 * * ? *)' },
] as const;

const wantedSchedules = (stage: string, catalogue: readonly ReportDefinition[]): WantedSchedule[] => [
  ...catalogue.flatMap(({ id, schedule }) =>
    schedule
      ? [
          {
            name: resourceName(stage, reportScheduleName(id)),
            service: 'dispatcher' as const,
            expression: schedule.cron,
            timezone: schedule.timezone,
          },
        ]
      : [],
  ),
  ...ownSchedules.map(({ base, ...schedule }) => ({ ...schedule, name: resourceName(stage, base), timezone: 'UTC' })),
];

/** Whether the reports of the catalogue, the sweep and the check of the webhook will be started. */
export const schedulesCheck: Check<readonly ScheduleReading[]> = {
  area: 'schedules',
  read: ({ ports, stage, catalogue }) =>
    Promise.all(
      wantedSchedules(stage, catalogue).map(async (wanted) => ({
        ...wanted,
        deployed: await ports.readSchedule(wanted.name),
      })),
    ),
  judge: (schedules, { stage }) => {
    const problems = schedules.flatMap((schedule) => judge(schedule, stage));
    return summarize(schedules.length, problems, 'are enabled');
  },
};

/** @returns At most one: the first thing that is wrong. */
function judge({ name, service, expression, timezone, deployed }: ScheduleReading, stage: string): Judgement[] {
  const deploy = deployAgain(stage, service);
  if (!deployed) return [failed(`there is no schedule ${name}`, deploy)];
  if (deployed.state !== 'ENABLED') {
    return [
      failed(
        `the schedule ${name} is ${deployed.state}: what it starts does not come`,
        'enable it in the console of EventBridge Scheduler, group "default"',
      ),
    ];
  }
  const shown = (schedule: { expression: string; timezone: string }): string =>
    `${schedule.expression} in ${schedule.timezone}`;
  if (shown(deployed) === shown({ expression, timezone })) return [];
  return [
    warning(
      `the schedule ${name} fires at ${shown(deployed)}, the catalogue here says ${shown({ expression, timezone })}`,
      deploy,
    ),
  ];
}
