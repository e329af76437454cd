import { setTimeout as sleep } from 'node:timers/promises';

import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { callTimeouts } from '@pulso/adapters/node-runtime';
import { defined } from '@pulso/kit/telegram';

import { createCallBotApi } from '../bot-registration/create-call-bot-api';
import { BotApiRefusedError, BotApiUnreachableError } from '../bot-registration/errors';
import { TelegramRefusedError, UnreachableError } from '../examination/errors';
import { type DoctorPorts } from '../examination/ports';
import { type AwsPlace, callFor } from './call-aws';
import { createLambdaReads } from './create-lambda-reads';
import { createLogReads } from './create-log-reads';
import { createResourceReads } from './create-resource-reads';
import { createWatchingReads } from './create-watching-reads';

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
    ...createResourceReads(config),
    ...createLogReads(config),
    ...createWatchingReads(config),
    openTelegram,
  };
}

/** @param response - Of HTTP, from an SDK client. @returns Epoch ms; undefined where it does not tell. */
function dateOf(response: unknown): number | undefined {
  const { headers } = response as { readonly headers?: Readonly<Record<string, string>> };
  const dateMs = Date.parse(headers?.['date'] ?? '');
  return Number.isNaN(dateMs) ? undefined : dateMs;
}

const openTelegram: DoctorPorts['openTelegram'] = (apiRoot, token) => {
  const call = createCallBotApi(apiRoot, token, sleep);
  return async (method, parameters) => {
    try {
      return await call(method, parameters);
    } catch (error) {
      if (error instanceof BotApiRefusedError) {
        throw new TelegramRefusedError(method, error.errorCode, descriptionIn(error.message));
      }
      if (error instanceof BotApiUnreachableError) throw new UnreachableError('Telegram', reasonIn(error.message));
      throw error;
    }
  };
};

/** @returns Why there was no answer: for example `ECONNREFUSED`. */
const reasonIn = (message: string): string => message.replace(/^.*: /, '').replace(/\.$/, '');

/** @returns What Telegram itself says: without what the client puts around it. */
const descriptionIn = (message: string): string => message.replace(/^.*?: \d+ /, '').replace(/\.$/, '');
