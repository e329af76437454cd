const { fork } = require('node:child_process');
const { join } = require('node:path');

const largestBytes = 1024 ** 3;
const maxWordsLength = 4_000;

/**
 * Starts a process that has a project's specs ready, and starts another when one hung, died or has grown.
 *
 * @param {string[]} folders - Whose specs may run.
 * @returns {Promise<{ specs: string[], run: Function, renew: () => void, close: () => void }>} `run({ specs, mutant | switched, limitMs,
 * onMutant })` resolves with `{ results }`, or with `{ ended: 'time' | 'process' }` when there were none. `limitMs`:
 * between two messages; `firstLimitMs`: before the first.
 */
async function openSpecs(folders) {
  let child;
  const start = async () => {
    child = fork(join(__dirname, 'spec-process.js'), folders, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    // A mutant that takes all memory says so at length; only a process that does not start is worth its words.
    let lastWords = '';
    child.stderr.on('data', (part) => (lastWords = `${lastWords}${part}`.slice(-maxWordsLength)));
    const answer = await answerOf(child, {});
    if (answer.ended) throw new Error(`The process that runs specs did not start:\n${lastWords}`);
    return answer.specs;
  };
  const specs = await start();
  return {
    specs,
    run: async ({ limitMs, firstLimitMs = limitMs, onMutant, ...task }) => {
      if (child === undefined) await start();
      child.send(task);
      const answer = await answerOf(child, { limitMs, firstLimitMs, onMutant });
      if (answer.ended || answer.usedBytes > largestBytes) {
        child.kill('SIGKILL');
        child = undefined;
      }
      return answer;
    },
    /** The next run gets a process that no mutant has touched. */
    renew: () => {
      child?.kill('SIGKILL');
      child = undefined;
    },
    close: () => child?.kill('SIGKILL'),
  };
}

function answerOf(child, { limitMs, firstLimitMs, onMutant }) {
  return new Promise((resolve) => {
    let timer;
    const wait = (ms) => {
      clearTimeout(timer);
      timer = ms === undefined ? undefined : setTimeout(() => settle({ ended: 'time' }), ms);
    };
    const onMessage = (message) => {
      if (!message.mutant) return settle(message);
      wait(limitMs);
      return onMutant(message.mutant);
    };
    const onExit = () => settle({ ended: 'process' });
    const settle = (answer) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      resolve(answer);
    };
    wait(firstLimitMs);
    child.on('message', onMessage).on('exit', onExit);
  });
}

module.exports = { openSpecs };
