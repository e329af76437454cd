import { AsyncLocalStorage } from 'node:async_hooks';

import { type Log, createJsonLog, errorFields } from '@pulso/kit/runtime';

import { systemClock, writeLine } from './machine';

/** The part of Lambda's context that log lines need. */
export interface Invocation {
  readonly awsRequestId: string;
}

/**
 * The current invocation. A variable would be wrong for the rest of an invocation that was cut off, which runs when the
 * next one thaws its environment.
 */
const invocations = new AsyncLocalStorage<Invocation>();

/**
 * Creates the log of a service: JSON lines on standard output, each with the service's name and the ids of Lambda's
 * request and its trace.
 *
 * @param service - The base name of the function.
 */
export const createServiceLog = (service: string): Log =>
  createJsonLog(writeLine, {
    clock: systemClock,
    fields: () => ({ service, requestId: invocations.getStore()?.awsRequestId, traceId: currentTraceId() }),
  });

/**
 * Makes a Lambda handler: log lines that it writes for an event carry the id of that request.
 */
export const createHandler =
  <Event, Answer>(handle: (event: Event) => Promise<Answer>) =>
  (event: Event, invocation: Invocation): Promise<Answer> =>
    invocations.run(invocation, () => handle(event));

/**
 * Reads the configuration at cold start. If that fails, Lambda logs its own words, and this line says what to do.
 *
 * @param parse - Throws an error whose message names the problem.
 * @throws What `parse` throws.
 */
export function readConfig<Config>(parse: (environment: NodeJS.ProcessEnv) => Config, log: Log): Config {
  try {
    return parse(process.env);
  } catch (error) {
    log.error('start-failed', errorFields(error));
    throw error;
  }
}

/**
 * Lambda sets the variable for each invocation, traced or not.
 *
 * @returns The part that all services of a request share.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html `_X_AMZN_TRACE_ID`
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
const currentTraceId = (): string | undefined => /\bRoot=([^;]+)/.exec(process.env['_X_AMZN_TRACE_ID'] ?? '')?.[1];
