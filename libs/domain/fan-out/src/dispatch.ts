import { maxDelaySeconds } from '@pulso/contracts/envelope';
import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type RunEvent } from '@pulso/contracts/run-events';
import {
  type RunRequest,
  historyRunIdOf,
  readRunRequest,
  runIdOf,
  unknownReportErrorName,
} from '@pulso/contracts/run-requests';
import { type ReportDefinition } from '@pulso/domain/reports';
import { type Log, errorFields } from '@pulso/kit/runtime';
import { defined } from '@pulso/kit/telegram';
import { type Clock } from '@pulso/kit/time';

import { definitionOfQuestion } from './asked-question';
import { askingChat, planRun } from './plan-run';
import { type SendMessages, type StageReportSettings } from './ports';

export interface DispatchDeps {
  readonly catalogue: readonly ReportDefinition[];
  readonly settings: StageReportSettings;
  readonly sendRunEvents: SendMessages<RunEvent>;
  readonly sendQueryJobs: SendMessages<QueryJob>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** The catalogue lacks the requested report. Not retryable: the request is wrong or too old. */
class UnknownReportError extends Error {
  override readonly name = unknownReportErrorName;
}

/**
 * Starts one run of a report: opens it, sets its deadline and sends its jobs, in this order (T3, T4).
 *
 * @param payload - A run request.
 * @throws {MalformedMessageError} Not a run request. Not retryable, as `InvalidReportError`, `UnknownDestinationsError`
 *   and {@link UnknownReportError}.
 * @throws What the queues throw. Retryable: sending everything again does no harm.
 */
export async function dispatch(payload: unknown, deps: DispatchDeps): Promise<void> {
  const request = readRunRequest(payload);
  const logFields = { runId: runIdOf(request), reportId: request.reportId, trigger: request.trigger.type };
  try {
    await start(request, deps);
  } catch (error) {
    // Lambda logs the error as well, but does not know the run.
    deps.log.error('run-not-dispatched', { ...logFields, ...errorFields(error) });
    throw error;
  }
}

async function start(request: RunRequest, deps: DispatchDeps): Promise<void> {
  const { catalogue, settings, sendRunEvents, sendQueryJobs, clock, log } = deps;
  const { trigger } = request;
  if (trigger.type === 'history') return await passOn(request.reportId, trigger, deps);
  const question = trigger.type === 'chat' ? trigger.question : undefined;
  const definition = question ? definitionOfQuestion(question) : catalogue.find(({ id }) => id === request.reportId);
  if (!definition) {
    const known = catalogue.map(({ id }) => id).join(', ') || 'none';
    throw new UnknownReportError(`No report "${request.reportId}" in the catalogue, which has: ${known}.`);
  }
  const context = { catalogue, settings, nowMs: clock.nowMs() };
  const { runId, plan, jobs } = planRun({ ...request, trigger }, definition, context);
  const dueInSeconds = Math.ceil((plan.reportDueAtMs - plan.plannedAtMs) / 1000);
  const delaySeconds = Math.min(dueInSeconds, maxDelaySeconds);
  await sendRunEvents([
    { body: { schemaVersion: 1, type: 'run-opened', runId, plan } },
    { body: { schemaVersion: 1, type: 'run-deadline', runId, plan }, delaySeconds },
  ]);
  await sendQueryJobs(jobs);
  log.info('run-dispatched', { runId, queryCount: jobs.length, trigger: plan.trigger });
}

/** Only the aggregator knows the history, also of reports that have left the catalogue. */
async function passOn(
  reportId: string,
  trigger: Extract<RunRequest['trigger'], { type: 'history' }>,
  { settings, sendRunEvents, log }: DispatchDeps,
): Promise<void> {
  const { requestId, requestedAtMs, windowCount, endedByMs, chart, fileOfRunId } = trigger;
  const body: RunEvent = {
    ...{ schemaVersion: 1, type: 'history-requested', requestId, reportId, windowCount, chart, requestedAtMs },
    ...defined({ endedByMs, fileOfRunId }),
    destination: askingChat(trigger, settings),
  };
  await sendRunEvents([{ body }]);
  log.info('history-passed-on', { runId: historyRunIdOf(reportId, requestId), reportId });
}
