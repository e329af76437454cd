import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { isLoopbackHost, listenOnLoopback } from '@pulso/local/gateway';
import { outwardFailureHeader, outwardHeader } from '@pulso/local/lambda';
import * as z from 'zod';

/** A call that a function makes of the world, and how it ends. */
export interface OutwardCall {
  /** Epoch ms of the local clock. */
  readonly atMs: number;
  /** For people. */
  readonly text: string;
  /** Whether there is no answer to it. */
  readonly isRefused: boolean;
}

/** What answers them, from the repository's root. It is read at each call. */
const answersFile = 'apps/local/cloud/outward-answers.json';

/** What a call fails by that has no answer. */
const noAnswer = 'NO_CANNED_ANSWER';

/** By `https://...`, or `POST https://...`; `*` stands for any characters. The first that fits answers. */
const answersSchema = z.record(
  z.string(),
  z.strictObject({
    status: z.int().min(200).max(599).default(200),
    headers: z.record(z.string(), z.string()).default({}),
    /** A text, or JSON. */
    body: z.json().default(''),
    /** In real time. */
    delayMs: z.int().min(0).max(60_000).default(0),
    /** What the call fails by after that, as Node would say: `ECONNRESET`. */
    failure: z.string().regex(/^\w+$/).optional(),
  }),
);

type Answer = z.infer<typeof answersSchema>[string];

/**
 * Starts what stands for the world that commands call: it answers from a file, and refuses what that does not name.
 *
 * @param clock - For the times of calls.
 * @param onCall - Told each call, before its answer.
 */
export async function startOutwardAnswers(
  clock: { nowMs(): number },
  onCall: (call: OutwardCall) => void,
  file = answersFile,
) {
  const server = createServer(({ headers, method }, response) => {
    const [url] = [headers[outwardHeader]].flat();
    if (!isLoopbackHost(headers.host) || url === undefined) return response.writeHead(403).end();
    const { problem, status, headers: sent, body, delayMs, failure } = findAnswer(`${method} ${url}`, url, file);
    const end = problem ?? `${failure ?? status}${delayMs > 0 ? ` after ${delayMs} ms` : ''}`;
    onCall({ atMs: clock.nowMs(), text: `${method} ${url}  ${end}`, isRefused: problem !== undefined });
    void sleep(delayMs, undefined, { ref: false }).then(() => {
      response.writeHead(status, failure === undefined ? sent : { [outwardFailureHeader]: failure });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  return await listenOnLoopback(server, 0);
}

function findAnswer(call: string, url: string, file: string): Answer & { readonly problem?: string } {
  const refused = { status: 502, headers: {}, body: '', delayMs: 0, failure: noAnswer };
  try {
    const answers = answersSchema.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
    const found = Object.entries(answers).find(([pattern]) => [call, url].some((each) => fits(pattern, each)));
    const line = `"${url.replace(/[?#][^]*/, '')}*": { "status": 200, "body": "..." }`;
    return found?.[1] ?? { ...refused, problem: `refused: no answer is in ${file}. Add ${line}` };
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { ...refused, problem: `refused: ${file} can't be read. ${why.replaceAll(/\s+/g, ' ')}` };
  }
}

const fits = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[^\w*]/g, String.raw`\$&`).replaceAll('*', '[^]*')}$`).test(text);
