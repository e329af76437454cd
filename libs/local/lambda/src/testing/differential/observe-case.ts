import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { deploy } from '../deploy';
import { type InvocationCase } from './invocation-cases';

/** What can be seen of a case from outside; equal for two clients that do the same. */
export interface Observation {
  readonly answers: readonly unknown[];
  readonly statuses: readonly unknown[];
  /** What the handler wrote, frames and lines apart: the two pipes have no order between them. */
  readonly frames: readonly string[];
  readonly lines: readonly string[];
  readonly platformEvents: readonly string[];
}

/** @param runtimeInterfaceClientPath - Its entry point; default: the installed one. */
export async function observeCase(
  { source, events = [{}], concurrentEvents = [] }: InvocationCase,
  { logFormat, runtimeInterfaceClientPath }: { logFormat: 'JSON' | 'Text'; runtimeInterfaceClientPath?: string },
): Promise<Observation> {
  const deployment = deploy(
    { probe: { source, timeoutSeconds: 1, logFormat } },
    { initTimeoutMs: 5_000, ...(runtimeInterfaceClientPath !== undefined && { runtimeInterfaceClientPath }) },
  );
  const ids: string[] = [];
  const invoke = async (event: unknown): Promise<unknown> => {
    const requestId = `request-${ids.length}`;
    ids.push(requestId);
    const { payload, functionError } = await deployment.runtime.invoke('probe', JSON.stringify(event), {
      type: 'event',
      requestId,
    });
    return { payload: withoutPlaces(payload), functionError };
  };
  try {
    const answers: unknown[] = [];
    for (const event of events) answers.push(await invoke(event));
    answers.push(...(await Promise.all(concurrentEvents.map(invoke))));
    const messages = deployment.messages.map(withoutPlaces);
    const isPlatform = (message: string): boolean =>
      /"type":"platform\.|^(?:INIT_START|START|END|REPORT) |Runtime\.ExitError$|Task timed out/.test(message);
    const isFrame = (message: string): boolean => /^<time>\t|^\{"timestamp"/.test(message);
    const written = messages.filter((message) => !isPlatform(message));
    const inOrder = concurrentEvents.length > 0 ? (list: string[]) => [...list].sort() : (list: string[]) => list;
    return {
      answers,
      statuses: deployment.records.map(({ status, errorType, initDurationMs }) => [
        status,
        errorType,
        initDurationMs !== undefined,
      ]),
      frames: inOrder(written.filter(isFrame)),
      lines: inOrder(written.filter((message) => !isFrame(message))),
      platformEvents: inOrder(messages.filter(isPlatform)),
    };
  } finally {
    await deployment.stop();
  }
}

/** Times, figures and paths differ from run to run. */
const withoutPlaces = (text: string): string =>
  shortened(text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'))
    .replace(workspacePath, '<workspace>')
    .replace(/(?:file:\/\/)?\/[^\s"'()]*\/aws-lambda-ric\/index\.mjs(?::\d+)*/g, '<client>')
    .replace(/\d{4}\/\d\d\/\d\d\/[^"\s]*\[\$LATEST\][0-9a-f]{32}/g, '<stream>')
    .replace(/Root=1-[\da-f-]+;Parent=[\da-f]+/g, '<trace>')
    .replace(/(Duration: |DurationMs":|Used: |UsedMB":)[\d.]+/gi, '$1<figure>');

/** Megabytes make a comparison unreadable: their beginning, their length and their characters stand for them. */
const shortened = (text: string): string =>
  text.length < 30_000 ? text : `${text.slice(0, 100)}... ${text.length} of "${[...new Set(text)].join('')}"`;

const workspacePath = new RegExp(`${realpathSync(tmpdir())}/local-lambda-[^/\\s"']+`, 'g');
