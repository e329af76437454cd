import { AsyncLocalStorage } from 'node:async_hooks';

import { type Log, createJsonLog, errorFields } from '@pulso/kit/runtime';

import { systemClock, writeLine } from './machine';

/** What a log line needs of the context that Lambda hands to a handler. */
export interface Invocation {
  readonly awsRequestId: string;
}

/**
 * Of the call under way. A variable would do while Lambda gives an environment one event at a time; this is also right
 * for what an invocation that was cut off does when the next one thaws its environment.
 */
const invocations = new AsyncLocalStorage<Invocation>();

/**
 * Creates the log of a service: JSON lines on standard output, each with the service's name, the id of the request that
 * Lambda was handling, and the id of the trace that it is part of.
 *
 * @param service - The base name of the function.
 */
export const createServiceLog = (service: string): Log =>
  createJsonLog(writeLine, {
    clock: systemClock,
    fields: () => ({ service, requestId: invocations.getStore()?.awsRequestId, traceId: currentTraceId() }),
  });

/**
 * Makes a Lambda handler: lines that are logged while it handles an event carry the id of that request.
 *
 * @param handle - The service's work.
 */
export const createHandler =
  <Event, Answer>(handle: (event: Event) => Promise<Answer>) =>
  (event: Event, invocation: Invocation): Promise<Answer> =>
    invocations.run(invocation, () => handle(event));

/**
 * Reads the configuration at cold start. Lambda itself reports a start that fails in its own words; this line says what to
 * do about it.
 *
 * @param parse - Throws an error whose message names what is wrong.
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
 * Lambda sets the variable anew for each invocation, traced or not.
 *
 * @returns The part that is the same for all services that a request passes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html `_X_AMZN_TRACE_ID`
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
const currentTraceId = (): string | undefined => /\bRoot=([^;]+)/.exec(process.env['_X_AMZN_TRACE_ID'] ?? '')?.[1];
