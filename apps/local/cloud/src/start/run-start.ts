import { usesColours } from '@pulso/adapters/node-runtime';

import { type LocalCloud } from '../cloud/local-cloud';
import { localStage } from '../cloud/read-definition';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { prepareConsole } from '../console/prepare-console';
import { type Console } from '../console/start-console';
import { type Day, loadDay, playDay } from '../demo/play-day';
import { type Progress, createProgress, progressInALine } from '../demo/progress';
import { halfPastTwelveOf, startTimeFor } from '../demo/report-time';
import { countFaults, faultLine } from '../faults/inject-faults';
import { interruption } from '../interruption';
import { faultsTakeTimeLine, noticesOf } from '../run-options';
import { type Watch, startWatch } from '../watch/start-watch';
import { type PrintLine, createPrinter, createCurrentPositions } from './create-printer';
import { clientVariables, createEnvFile } from './env-file';
import { type StartOptions } from './start-options';
import { adminName, adminUserIdOf, exampleUser, renderEndpoints } from './render-endpoints';

/** Where lines go. */
interface StartOutput {
  readonly out: { readonly isTTY?: boolean; write(text: string): unknown };
}

/**
 * Runs the local cloud until it is told to stop.
 *
 * @returns The exit status, 0 after Ctrl-C.
 * @throws {UsageError} The file of variables can't be written, or a port is taken.
 * @throws {LocalCloudError} The local cloud cannot start, or holds something where a day shall be played.
 */
export async function runStart(options: StartOptions, { out }: StartOutput): Promise<number> {
  const { faults, envFile: envFileName, stage = localStage } = options;
  const demo = options.playsDay ? loadDemoDay(options.startMs ?? halfPastTwelveOf(Date.now())) : undefined;
  const envFile = envFileName === undefined ? undefined : createEnvFile(envFileName);
  // Functions log while the cloud starts; a reader wants to see the endpoints first, and of a day only how far it is.
  const early: string[] = [];
  let print: PrintLine = (line, isProblem) => {
    if (!demo || isProblem) early.push(`${line}\n`);
  };
  const colours = usesColours(out, process.env);
  const positions = createCurrentPositions(process.cwd());
  const interrupted = interruption();
  const printer = createPrinter({ colours, stage, mapPositions: positions.map }, (...line) => print(...line));
  const consoleOfCloud = prepareConsole(positions.map);
  const cloud = await startLocalCloud({
    ...options,
    ...(demo && { startMs: startTimeFor(demo.day.updates, demo.reportAtMs) }),
    schedules: demo ? 'sweep-only' : 'all',
    observers: [printer, consoleOfCloud.observer],
  });
  let [watch, served]: [Watch?, Console?] = [];
  try {
    addChats(cloud);
    served = await consoleOfCloud.serve(cloud, options.ports?.console, printer.onFault);
    envFile?.write(clientVariables(cloud, served.url));
    if (demo) {
      if (faults) out.write(`${faultsTakeTimeLine}\n`);
      out.write(`A day is about to happen. See it in the browser:\n\n  ${served.url}\n\n`);
    }
    const progress = tellBoth(createProgress(out, false), progressInALine(consoleOfCloud.setActivity));
    const isReady = !demo || (await isPlayed(playDay(cloud, { ...demo, progress }), interrupted));
    if (demo && isReady) cloud.startSchedules();
    print = (line) => out.write(`${line}\n`);
    if (isReady) {
      const endpoints = renderEndpoints(cloud, { consoleUrl: served.url, envFile: envFileName });
      for (const line of [endpoints, ...linesOf(options), ...early]) out.write(line);
    }
    if (isReady && options.watchesSources) {
      watch = await startWatch({
        ...{ cloud, root: process.cwd(), say: printer.onEdit },
        onSourceMap: positions.replace,
        onErrors: consoleOfCloud.setBuildErrors,
      });
      printer.onEdit({ text: 'an edit of a service or its libraries is in its next event', isProblem: false });
    }
    await interrupted;
    // Who has switched faults in the console knows what was struck from there.
    if (faults && cloud.faultPlan.planned() === faults)
      out.write(`${faultLine(countFaults(cloud.injected), faults.seed)}\n`);
    out.write('Stopping...\n');
  } finally {
    envFile?.remove();
    await watch?.stop();
    await served?.close();
    await cloud.stop();
  }
  return 0;
}

/** How many days lie behind the one of `--demo`. */
const daysBefore = 14;

/** @param dueMs - Of its report, epoch ms: the Scheduler names its times in whole seconds. */
function loadDemoDay(dueMs: number): { readonly day: Day; readonly reportAtMs: number } {
  const reportAtMs = Math.floor(dueMs / 1000) * 1000;
  return { day: loadDay({ reportAtMs, daysBefore }), reportAtMs };
}

const tellBoth = (one: Progress, other: Progress): Progress => ({
  step: (text) => [one, other].forEach((each) => each.step(text)),
  update: (...counts) => [one, other].forEach((each) => each.update(...counts)),
  end: () => [one, other].forEach((each) => each.end()),
});

/** @returns False when the person has ended it before. */
const isPlayed = (playing: Promise<unknown>, interrupted: Promise<unknown>): Promise<boolean> =>
  Promise.race([playing.then(() => true), interrupted.then(() => false)]);

/** What is other than a reader expects. */
function linesOf(options: StartOptions): string[] {
  const { faults } = options;
  const lines = [
    faults && `Things go wrong on purpose, with seed ${faults.seed}; each is told in a line of its own.`,
    ...noticesOf(options),
  ];
  return lines.flatMap((line) => (line ? [`${line}\n`] : []));
}

/** Telegram knows those who have talked to the bot; the examples pretend that these have. */
function addChats(cloud: LocalCloud): void {
  const adminId = adminUserIdOf(cloud);
  cloud.botApi.chats.set({ id: exampleUser.id, type: 'private', firstName: exampleUser.first_name });
  if (adminId !== undefined) cloud.botApi.chats.set({ id: adminId, type: 'private', firstName: adminName });
}
