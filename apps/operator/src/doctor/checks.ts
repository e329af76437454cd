import {
  logGroupName,
  measuredEvents,
  parameterName,
  queueNames,
  resourceName,
  secretParameters,
  unsetSecret,
} from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { type EmailDestination, mailboxOf } from '@pulso/contracts/report-plan';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { runIdOf } from '@pulso/contracts/run-requests';
import { type ReportDefinition } from '@pulso/domain/reports';
import { cronRuns, dayMs, minuteMs } from '@pulso/kit/time';
import * as z from 'zod/mini';

import { elsewhereThan } from '../aws';
import { jsonIn } from '../command';
import { ownNames } from '../secrets/secret-store';
import { checkSecret } from '../secrets/set-secrets';
import { type Check, type Sources, destinationsOf, variablesOf } from './check';
import { type Judgement, deployAgain, describeMoment, describeSpan, failed, ok, warning } from './findings';
import { type LogLine, type MailAccount, type MailIdentity } from './reads';
import { type Value } from './stacks';

/** Says whose credentials these are, and whether they lead to the stage. */
export const accountCheck: Check = {
  area: 'account',
  run: async ({ reads, stage }) => {
    const identity = await reads.identity();
    const { accountId, arn, region } = identity;
    const found = `${accountId} as ${arn.split(':').at(-1)}, region ${region}`;
    const elsewhere = elsewhereThan(stage, identity);
    if (!elsewhere) return [ok(found)];
    const { place, advice } = elsewhere;
    return [failed(`${found}, but the settings of ${stage} name ${place}`, advice.replace('Log in', 'log in'))];
  },
};

/** The concurrency of all queues, and ten people who write to the bot at the same moment. */
const wantedConcurrency =
  queryJobsDelivery.maximumConcurrency +
  runEventsDelivery.maximumConcurrency +
  reportUpdatesDelivery.maximumConcurrency +
  10;

/** The documented quota. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const maxConcurrentQueries = 100;

/** Whether the account leaves room: new ones have 10. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const capacityChecks: readonly Check[] = [
  {
    area: 'concurrency',
    run: async ({ reads }) => {
      const { limit, unreserved } = await reads.concurrency();
      const found = `Lambda runs ${limit} invocations at once in this account and region, ${unreserved} of them unreserved`;
      const increase =
        'ask Service Quotas for more: aws service-quotas request-service-quota-increase --service-code lambda ' +
        '--quota-code L-B99A9384 --desired-value 1000';
      return unreserved >= wantedConcurrency
        ? [ok(found)]
        : [warning(`${found}; Pulso may take ${wantedConcurrency}, and is throttled above`, increase)];
    },
  },
  {
    area: 'insights',
    run: async ({ reads }) => {
      const running = await reads.countRunningQueries();
      const found = `${running} of ${maxConcurrentQueries} queries run at once (the documented quota, unverified)`;
      const advice = 'look for what queries so much: aws logs describe-queries --status Running';
      return [running < 0.8 * maxConcurrentQueries ? ok(found) : warning(found, advice)];
    },
  },
];

/** Whether every secret is set and has the right shape. It never quotes one. */
export const secretsCheck: Check = {
  area: 'secrets',
  run: async (sources) => {
    const { stacks, reads, stage } = sources;
    const declared = stacks.filter(({ type }) => type === 'aws_ssm_parameter');
    const names = declared.map(({ body }) => String(body['name']));
    const values = await reads.parameters(names);
    const botId = Number(variablesOf(sources, 'bot')['BOT_ID']);
    const problems = declared.flatMap(({ stack }, index): Judgement[] => {
      const name = names[index] ?? '';
      const value = values.get(name);
      if (value === undefined) return [failed(`there is no parameter ${name}`, deployAgain(stage, stack))];
      const base = name.slice(parameterName(stage, '').length);
      return judgeSecret(name, base, value.trim(), { stage, botId });
    });
    const goodCount = names.length - problems.length;
    return [...(goodCount > 0 ? [ok(`${goodCount} of ${names.length} parameters are set`)] : []), ...problems];
  },
};

/** @returns At most one. */
function judgeSecret(
  parameter: string,
  name: string,
  value: string,
  { stage, botId }: { readonly stage: string; readonly botId: number },
): Judgement[] {
  const { webhookSecrets, pseudonymKey } = secretParameters;
  const command = `npm run secrets -- --stage ${stage}`;
  const set = `${command} --only ${name}`;
  if (value === '' || value === unsetSecret) {
    return [failed(`the parameter ${parameter} is not set`, ownNames.includes(name) ? command : set)];
  }
  const secrets = name === webhookSecrets ? value.split(',').map((secret) => secret.trim()) : [value];
  const problem = secrets.map((secret) => checkSecret(name, secret, botId)).find((text) => text !== undefined);
  const text = `the parameter ${parameter}: ${problem}`;
  if (name !== webhookSecrets) {
    if (problem === undefined) return [];
    const replace = `${command} --replace ${name}, after which every person counts as new`;
    return [name === pseudonymKey ? warning(text, replace) : failed(text, set)];
  }
  // A secret in use can't be replaced in one step.
  const isInRotation = secrets.length > 1;
  const finish = `npm run bot -- setup --stage ${stage}, then ${command} --finish-rotation`;
  const rotate = isInRotation ? finish : `${command} --rotate ${webhookSecrets}`;
  if (secrets.length > 2) {
    const held = `holds ${secrets.length} secrets; one, or two while one is rotated`;
    return [failed(`the parameter ${parameter} ${held}`, rotate)];
  }
  if (problem !== undefined) return [failed(text, rotate)];
  if (secrets.some((secret) => secret.length < 16)) {
    return [warning(`a secret in the parameter ${parameter} is shorter than 16 characters and can be guessed`, rotate)];
  }
  const underWay = `the parameter ${parameter} holds two secrets: a rotation is under way`;
  return isInRotation ? [warning(underWay, rotate)] : [];
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Whether SES sends the mails of this stage. */
async function checkMail(sources: Sources): Promise<readonly Judgement[]> {
  const { reads } = sources;
  const { MAIL_FROM: from = '', MAIL_CONFIGURATION_SET: set } = variablesOf(sources, 'notifier');
  if (from === '') return [ok('this stage sends none')];
  const sender = mailboxOf(String(from)).address;
  const identityOf = async (address: string): Promise<MailIdentity | undefined> =>
    (await reads.mailIdentity(address)) ?? reads.mailIdentity(domainOf(address));
  const [account, identity] = await Promise.all([reads.mailAccount(), identityOf(sender)]);
  const problems = [...judgeIdentity(domainOf(sender), identity, set), ...judgeAccount(account)];
  if (!account.ProductionAccessEnabled) {
    const lists = destinationsOf(sources).filter((one): one is EmailDestination => one.type === 'email');
    const readers = lists.flatMap(({ name, addresses }) => addresses.map((address) => ({ name, address })));
    const identities = await Promise.all(readers.map(({ address }) => identityOf(address)));
    const unverified = readers.filter((_, index) => !identities[index]?.VerifiedForSendingStatus);
    const names = [...new Set(unverified.map(({ name }) => name))].join(', ');
    const access = 'ask for production access in the console of SES';
    problems.push(
      unverified.length === 0
        ? warning('SES is in its sandbox: only verified addresses get mails, as those of this stage are', access)
        : failed(
            `SES is in its sandbox, and ${unverified.length} addresses of ${names} are not verified there`,
            access,
          ),
    );
  }
  if (problems.length > 0) return problems;
  const { SentLast24Hours: sent = 0, Max24HourSend: most = 0 } = account.SendQuota ?? {};
  return [ok(`SES sends for ${domainOf(sender)}; ${sent} of ${most} mails a day`)];
}

/** @param allowedSet - The configuration set that the notifier may use. */
function judgeIdentity(domain: string, identity: MailIdentity | undefined, allowedSet: Value): Judgement[] {
  if (!identity) {
    const create = `aws sesv2 create-email-identity --email-identity ${domain}`;
    return [failed(`SES knows neither the sender's address nor its domain ${domain}`, create)];
  }
  if (!identity.VerifiedForSendingStatus) {
    const records = `publish the DNS records of aws sesv2 get-email-identity --email-identity ${domain}`;
    return [failed("SES has not verified the sender's identity", `${records}, or click the link in its mail`)];
  }
  const { ConfigurationSetName: set } = identity;
  if (set === undefined || set === allowedSet) return [];
  const text = `the sender's identity has the configuration set ${set}, on which the notifier has no permission`;
  return [failed(text, 'name it in infra/stages, mail.configurationSetName, and deploy the notifier')];
}

function judgeAccount({ EnforcementStatus: status, SendingEnabled, SendQuota = {} }: MailAccount): Judgement[] {
  const { SentLast24Hours: sentLastDay = 0, Max24HourSend: maxPerDay = 0 } = SendQuota;
  const consoleOfSes = 'the console of SES says why';
  if (status === 'SHUTDOWN' || !SendingEnabled) {
    return [failed('SES has stopped sending for this account and region', consoleOfSes)];
  }
  if (status !== 'HEALTHY') {
    return [warning(`SES has the account under review (${status})`, consoleOfSes)];
  }
  // A quota of -1 means no limit.
  return maxPerDay > 0 && sentLastDay >= 0.9 * maxPerDay
    ? [warning(`${sentLastDay} of ${maxPerDay} mails a day are sent`, 'ask for a higher quota of SES')]
    : [];
}

/** Longer than a job waits for a slow query, or a deadline for its run. */
const oldSeconds = 1_800;

/** SQS forgets a message after four days (`retentionSeconds` of the queues). */
const lostSeconds = 3 * 86_400;

/** How long the oldest message has waited: consumers that fail again and again show here first. */
async function checkWaiting({ reads, stage, nowMs }: Sources): Promise<readonly Judgement[]> {
  const ages = await reads.oldestAges(
    queueNames.map((queue) => resourceName(stage, queue)),
    nowMs,
  );
  const old = [...ages].filter(([, seconds]) => seconds > oldSeconds);
  if (old.length === 0) return [ok('no message has waited for long')];
  return old.map(([name, seconds]) => {
    const text = `the oldest message in ${name} has waited for ${describeSpan(seconds * 1000)}`;
    const advice = "look for message-not-settled in the log of the queue's consumer";
    return seconds > lostSeconds ? failed(`${text}; SQS forgets it after 4 days`, advice) : warning(text, advice);
  });
}

/** The sweep comes every five minutes, and a delivery may meet a flood limit. */
const deliveryMs = 15 * minuteMs;

/** Whether each scheduled report was delivered when last due, by the notifier's log. */
async function checkReports(sources: Sources): Promise<readonly Judgement[]> {
  const { reads, stage, catalogue, nowMs } = sources;
  const reports = (await Promise.all(catalogue.map((report) => dueTimeOf(report, sources)))).flat();
  const dueTimes = reports.flatMap(({ dueAtMs }) => dueAtMs ?? []);
  const log = logGroupName(stage, 'notifier');
  const delivered =
    dueTimes.length === 0 ? undefined : await reads.events(log, measuredEvents.reportDelivered, Math.min(...dueTimes));
  return reports.flatMap(({ report, dueAtMs }): Judgement[] => {
    if (dueAtMs === undefined) return [ok(`${report.id} was not due yet since it was scheduled`)];
    // Another check reports a missing log.
    return delivered ? [judgeReport(report, dueAtMs, delivered, { stage, nowMs })] : [];
  });
}

/** @returns When the run that should be delivered by now was due; nothing if the schedule is off: another check says so. */
async function dueTimeOf(report: ReportDefinition, { stacks, stage, nowMs, readDeployed }: Sources) {
  const { id, schedule, dueAfterMinutes } = report;
  const name = resourceName(stage, `report-${id}`);
  const declared = stacks.find(({ type, body }) => type === 'aws_scheduler_schedule' && body['name'] === name);
  const deployed = declared && schedule && (await readDeployed(declared));
  if (!deployed || deployed['State'] === 'DISABLED') return [];
  const createdAtMs = (deployed['CreationDate'] as Date).getTime();
  const dueAtMs = previousRun(schedule.cron, schedule.timezone, nowMs - dueAfterMinutes * minuteMs - deliveryMs);
  return [{ report, dueAtMs: dueAtMs !== undefined && dueAtMs > createdAtMs ? dueAtMs : undefined }];
}

/** @returns When a schedule, `cron(...)`, was due last, epoch ms, at most `atMs`; undefined: not in the last year. */
export function previousRun(expression: string, timezone: string, atMs: number): number | undefined {
  const nextRun = cronRuns(expression.replace(/^cron\((.*)\)$/, '$1'), timezone);
  let last: number | undefined;
  // The last few days first, so that a daily schedule is not followed through a year.
  for (const days of [9, 400]) {
    // A run at this very moment counts.
    for (let run = nextRun(atMs - days * dayMs); run !== undefined && run <= atMs; run = nextRun(run)) last = run;
    if (last !== undefined) break;
  }
  return last;
}

/** Chats that see progress also get open runs, which are not reports yet. */
const eventSchema = z.object({ runId: z.string(), state: z.enum(['complete', 'partial']) });

function judgeReport(
  { id, onlyIf, notifyOn }: ReportDefinition,
  dueAtMs: number,
  { lines, isCut }: { readonly lines: readonly LogLine[]; readonly isCut: boolean },
  { stage, nowMs }: { readonly stage: string; readonly nowMs: number },
): Judgement {
  const scheduledTime = new Date(dueAtMs).toISOString();
  const runId = runIdOf({ schemaVersion: 1, reportId: id, trigger: { type: 'schedule', scheduledTime } });
  const deliveries = lines.flatMap(({ atMs, message }) => {
    const { data } = z.safeParse(eventSchema, jsonIn(message));
    return data ? [{ ...data, atMs }] : [];
  });
  const last = deliveries.findLast((delivery) => delivery.runId === runId);
  const due = `the run of ${describeMoment(dueAtMs)}`;
  if (last) {
    const text = `${id}: ${due} was delivered ${describeSpan(nowMs - last.atMs)} ago, ${last.state}`;
    return last.state === 'complete' ? ok(text) : warning(text, 'the report itself says what is missing and why');
  }
  if (isCut) return warning(`${id}: whether ${due} was delivered is not known, as there are too many log lines`);
  const text = `${id}: ${due} was not delivered`;
  if (notifyOn) return ok(`${text}; it is sent only when something is unusual`);
  if (onlyIf) return ok(`${text}; it is sent only when its condition is met`);
  const again = `npm run report -- --stage ${stage} --id ${id} --end ...`;
  return failed(text, `the alarms and docs/operations.md lead to the cause; then ${again}`);
}

export const otherChecks: readonly Check[] = [
  { area: 'mail', run: checkMail },
  { area: 'waiting', run: checkWaiting },
  { area: 'reports', run: checkReports },
];
