import { resourceName } from '@pulso/contracts/naming';

import { enforceIamUsage, notEnforcedLine } from '../access/enforce-iam-option';
import { type CloudObserver } from '../cloud/cloud-observer';
import { LocalCloudError } from '../cloud/errors';
import { localStage } from '../cloud/local-stage';
import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { prepareConsole } from '../console/prepare-console';
import { type Console } from '../console/start-console';
import { countFaults, faultLine } from '../faults/count-faults';
import { type PlannedFaults } from '../faults/inject-faults';
import { faultUsage } from '../faults/read-fault-options';
import { interruption } from '../interruption';
import { floodControlLine, floodControlUsage } from '../telegram/flood-control-option';
import { type WatchLine } from '../watch/rebuild';
import { type Watch, startWatch } from '../watch/start-watch';
import { clientVariables } from './client-variables';
import { createCurrentPositions } from './current-positions';
import { createEnvFile } from './env-file';
import { type Ports } from './parse-ports';
import { adminName, adminUserIdOf, exampleUser, renderEndpoints } from './render-endpoints';
import { createCloudLines } from './render-cloud-line';
import { createLogLines } from './render-log-line';
import { createTelegramLines } from './render-telegram-line';
import { usesColours } from './uses-colours';

export const startUsage = `Usage: npm start -- [options]

Keeps the local cloud up in real time, prints its endpoints, then its functions' log lines and what the bot
sends to whom, mails and calls of webhooks. Ctrl-C stops it.

  --env FILE          write the variables with which other clients reach it, as KEY=VALUE lines for a shell;
                      the file is removed when it stops
  --ports LIST        fixed ports instead of free ones: aws=4566,telegram=8081,webhook=9000,console=4000,
                      any of them
  --at ISO            what the clock shows at the start (default: now); then it runs as a clock does
  --state DIR         keep what AWS and Telegram know in this folder from one run to the next
  --stage NAME        run the stacks of this stage (default: local)
  --watch             bring edits of the services and their libraries into what runs; everything else is kept
${faultUsage}
${enforceIamUsage}
${floodControlUsage}
  --help              print this`;

/** Where lines go. */
export interface StartOutput {
  readonly out: { readonly isTTY?: boolean; write(text: string): unknown };
}

export interface StartOptions {
  /** What shall go wrong; undefined: nothing. */
  readonly faults?: PlannedFaults | undefined;
  /** Whether the policies of the stacks decide what functions may do. */
  readonly enforcesIam: boolean;
  /** Whether Telegram refuses what the bot sends too fast. */
  readonly floodControl: 'on' | 'off';
  /** Absolute. */
  readonly envFile?: string;
  readonly ports?: Ports;
  /** What the clock shows at first, epoch ms. */
  readonly startMs?: number;
  /** Absolute. */
  readonly stateFolder?: string;
  readonly stage?: string;
  /** Whether edits of the services' sources are brought into what runs. */
  readonly watchesSources: boolean;
}

/**
 * Runs the local cloud until it is told to stop.
 *
 * @returns The exit status, 0 after Ctrl-C.
 * @throws {UsageError} The file of variables can't be written, or a port is taken.
 * @throws {LocalCloudError} The local cloud cannot start.
 */
export async function runStart(options: StartOptions, { out }: StartOutput): Promise<number> {
  const { faults, envFile: envFileName, stage = localStage } = options;
  const envFile = envFileName === undefined ? undefined : createEnvFile(envFileName);
  // Functions log while the cloud starts; a reader wants to see the endpoints first.
  const early: string[] = [];
  let print = (line: string): unknown => early.push(line);
  const colours = usesColours(out, process.env);
  const positions = createCurrentPositions(process.cwd());
  const logLine = createLogLines({
    ...{ colours, prefix: resourceName(stage, '') },
    mapPositions: positions.map,
  });
  const telegramLine = createTelegramLines(colours);
  const cloudLines = createCloudLines(colours);
  const interrupted = interruption();
  const printer: Omit<CloudObserver, 'onInvocationStart'> = {
    // Date follows the local cloud's clock.
    onDenied: (denial) => print(`${cloudLines.denied(denial, Date.now())}\n`),
    onInjected: (fault) => print(`${cloudLines.fault(fault)}\n`),
    onAlarm: (change) => print(`${cloudLines.alarm(change)}\n`),
    onMail: (mail) => print(`${cloudLines.mail(mail, Date.now())}\n`),
    onWebhookCall: (call) => print(`${cloudLines.webhook(call)}\n`),
    onFault: (error) => print(`${describe(error)}\n`),
    onLog: (event) => print(`${logLine(event)}\n`),
    onPeopleEvent: (event, chatName) => {
      const line = telegramLine(event, chatName, Date.now());
      if (line !== undefined) print(`${line}\n`);
    },
  };
  const consoleOfCloud = prepareConsole();
  const observers = [printer, consoleOfCloud.observer];
  const cloud = await startLocalCloud({ ...options, schedules: 'all', observers });
  let [watch, served]: [Watch?, Console?] = [];
  try {
    addChats(cloud);
    served = await consoleOfCloud.serve(cloud, options.ports?.console, printer.onFault);
    envFile?.write(clientVariables(cloud));
    print = (line) => out.write(line);
    if (options.floodControl === 'on') early.unshift(`${floodControlLine}\n`);
    if (!options.enforcesIam) early.unshift(`${notEnforcedLine}\n`);
    if (faults)
      early.unshift(`Things go wrong on purpose, with seed ${faults.seed}; each is told in a line of its own.\n`);
    if (options.stateFolder !== undefined)
      early.unshift(`What AWS and Telegram know is kept in ${options.stateFolder}.\n`);
    for (const line of [renderEndpoints(cloud, { consoleUrl: served.url, envFile: envFileName }), ...early])
      out.write(line);
    if (options.watchesSources) {
      const say = (line: WatchLine): unknown => out.write(`${cloudLines.edit(line, Date.now())}\n`);
      watch = await startWatch({
        ...{ cloud, root: process.cwd(), say },
        onSourceMap: positions.replace,
        onError: (error) => out.write(`${describe(error)}\n`),
      });
      say({ text: 'an edit of a service or its libraries is in its next event', isProblem: false });
    }
    await interrupted;
    if (faults) out.write(`${faultLine(countFaults(cloud.injected), faults.seed)}\n`);
    out.write('Stopping...\n');
  } finally {
    envFile?.remove();
    await watch?.stop();
    await served?.close();
    await cloud.stop();
  }
  return 0;
}

/** What the user can do something about is said in its own words. */
function describe(error: unknown): string {
  if (error instanceof LocalCloudError) return error.message;
  return `The local cloud itself has failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Telegram knows those who have talked to the bot; the examples pretend that these have. */
function addChats(cloud: LocalCloud): void {
  const adminId = adminUserIdOf(cloud);
  cloud.botApi.setChat({ id: exampleUser.id, type: 'private', firstName: exampleUser.first_name });
  if (adminId !== undefined) cloud.botApi.setChat({ id: adminId, type: 'private', firstName: adminName });
}
