// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What would lead AWS SDK clients elsewhere, or calls between local processes through a proxy. */
const detour = /^(AWS_.*|NODE_USE_ENV_PROXY|(HTTPS?|ALL)_PROXY)$/i;

/**
 * The caller's environment without detours, for what talks to nothing but this machine.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
const withoutDetours = (environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !detour.test(name)));

/** How often to look whether the process that has started this one is still there. */
const parentPollMs = 250;

/**
 * Calls `onGone` once when the process that npm has started this one by is gone: npm ends the shell in between when it is
 * asked to end, and the shell passes nothing on.
 *
 * @param {() => void} onGone
 * @returns {() => void} Ends the watch.
 */
function watchParent(onGone) {
  // Without npm it may be a shell that was left on purpose.
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const parentPid = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parentPid) return;
    clearInterval(timer);
    onGone();
  }, parentPollMs);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {string} binFolder - First on the PATH.
 * @property {Record<string, string>} [env] - More variables.
 * @property {boolean} [quiet] - Show the output of a failure only, or what `summarize` makes of it.
 * @property {(output: string) => string | undefined} [summarize] - Undefined: show the output as it is.
 * @property {boolean} [usesAws] - It talks to AWS as the caller does, with the caller's region, keys and proxy.
 */

/**
 * Runs a program to its end. A signal that asks this process to end goes to the program, which cleans up; this process
 * ends after it, with the status that shells expect. The program finds this process's id in PULSO_PARENT_PID, so that it
 * can notice a death that passes on no signal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<number>} The exit status; 128 and the signal's number when a signal has ended the program.
 */
export const runProgram = (
  command,
  args,
  { cwd, binFolder, env = {}, quiet = false, summarize = () => undefined, usesAws = false },
) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: {
        ...(usesAws ? process.env : withoutDetours(process.env)),
        PATH: `${binFolder}${delimiter}${process.env.PATH}`,
        ...env,
        PULSO_PARENT_PID: String(process.pid),
      },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    let wasAskedToEnd = false;
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      wasAskedToEnd = true;
      child.kill(signal);
    };
    for (const signal of endingSignals) process.on(signal, forward);
    const endWatch = watchParent(() => forward('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      endWatch();
      for (const name of endingSignals) process.off(name, forward);
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      if (wasAskedToEnd) process.exit(exitCode);
      if (quiet && exitCode !== 0) {
        const text = Buffer.concat(output).toString('utf8');
        process.stderr.write(summarize(text) ?? text);
      }
      resolve(exitCode);
    });
  });
