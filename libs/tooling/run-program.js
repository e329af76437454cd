// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Variables that would lead AWS SDK clients elsewhere, or local calls through a proxy. */
const detour = /^(AWS_.*|NODE_USE_ENV_PROXY|(HTTPS?|ALL)_PROXY)$/i;

/** How often to check that the process that started this one still exists. */
const parentPollMs = 250;

/**
 * Calls `onGone` when the shell is gone by which npm started this process: npm ends it when it is asked to end itself, and
 * the shell passes no signal on. Without npm it may be a shell that was left on purpose.
 *
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  const parentPid = process.ppid;
  const isAlone = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== parentPid;
  const timer = setInterval(() => isAlone() && onGone(), parentPollMs);
  timer.unref();
  return timer;
}

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {string} binFolder - First on the PATH.
 * @property {Record<string, string>} [env] - More variables.
 * @property {boolean} [quiet] - Show output only of a failure, or its summary by `summarize`.
 * @property {(output: string) => string | undefined} [summarize] - Undefined: show the output as it is.
 * @property {boolean} [usesAws] - It talks to AWS as the caller does, with the caller's region, keys and proxy.
 */

/**
 * Runs a program to its end. A signal that asks this process to end goes to the program, which cleans up; this process
 * ends after it, with the status that shells expect. The program finds this process's id in PULSO_PARENT_PID, so that it
 * can notice a death without a signal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<number>} The exit status; 128 and the signal's number when a signal has ended the program.
 */
export const runProgram = (command, args, { cwd, binFolder, env = {}, quiet, summarize, usesAws }) =>
  new Promise((resolve, reject) => {
    const inherited = Object.entries(process.env).filter(([name]) => usesAws || !detour.test(name));
    const path = `${binFolder}${delimiter}${process.env.PATH}`;
    const child = spawn(command, args, {
      cwd,
      env: { ...Object.fromEntries(inherited), PATH: path, ...env, PULSO_PARENT_PID: String(process.pid) },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    let wasAskedToEnd = false;
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      wasAskedToEnd = true;
      child.kill(signal);
    };
    for (const signal of endingSignals) process.on(signal, forward);
    const watch = watchParent(() => forward('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      for (const name of endingSignals) process.off(name, forward);
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      if (wasAskedToEnd) process.exit(exitCode);
      if (exitCode !== 0) process.stderr.write(summarize?.(output) ?? output);
      resolve(exitCode);
    });
  });
