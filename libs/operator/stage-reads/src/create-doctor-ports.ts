import { setTimeout as sleep } from 'node:timers/promises';

import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { callTimeouts } from '@pulso/adapters/node-runtime';
import { defined } from '@pulso/kit/telegram';
import { type DoctorPorts } from '@pulso/operator/examination';

import { callFor } from './caller';
import { type AwsPlace } from './client-settings';
import { createAlarmReads } from './create-alarm-reads';
import { createLambdaReads } from './create-lambda-reads';
import { createLogReads } from './create-log-reads';
import { createMailReads } from './create-mail-reads';
import { createParameterReads } from './create-parameter-reads';
import { createQueueReads } from './create-queue-reads';
import { createScheduleReads } from './create-schedule-reads';
import { createTableReads } from './create-table-reads';
import { createOpenTelegram } from './create-open-telegram';

/** Long enough for a page of a log. */
const attemptMs = 8_000;

/** Creates what the doctor reads with. */
export function createDoctorPorts(place: AwsPlace = {}): DoctorPorts {
  const config = { maxAttempts: 2, requestHandler: callTimeouts(attemptMs), ...place };
  const sts = new STSClient(config);
  let answeredAtMs: number | undefined;
  sts.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      answeredAtMs = dateOf(answer.response);
      return answer;
    },
    { step: 'deserialize' },
  );
  return {
    readIdentity: () =>
      callFor('readIdentity', async () => {
        const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
        const region = await sts.config.region();
        return { accountId: Account, arn: Arn, region, ...defined({ nowMs: answeredAtMs }) };
      }),
    ...createLambdaReads(config),
    ...createScheduleReads(config),
    ...createParameterReads(config),
    ...createTableReads(config),
    ...createQueueReads(config),
    ...createLogReads(config),
    ...createMailReads(config),
    ...createAlarmReads(config),
    openTelegram: createOpenTelegram(sleep),
  };
}

/** @param response - Of HTTP, from an SDK client. @returns Epoch ms; undefined where it does not tell. */
function dateOf(response: unknown): number | undefined {
  const { headers } = response as { readonly headers?: Readonly<Record<string, string>> };
  const dateMs = Date.parse(headers?.['date'] ?? '');
  return Number.isNaN(dateMs) ? undefined : dateMs;
}
