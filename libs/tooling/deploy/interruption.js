const { DeployError } = require('./deploy-error');

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The person has asked to stop: what had begun has come to its end, and nothing after it begins. */
class InterruptedError extends DeployError {
  name = 'InterruptedError';
}

/**
 * Turns signals into a stop between two steps.
 *
 * Ctrl-C reaches this process twice, once from the terminal and once from npm's script, and a second SIGINT makes
 * Terraform drop everything at once, state and lock included. So Terraform runs where the terminal's signals don't reach
 * it, and gets one SIGINT from here, after which it finishes the resources that it has begun.
 *
 * @see https://developer.hashicorp.com/terraform/cli/commands/apply
 * @param {{ say: (line: string) => void }} tools
 */
function createInterruption({ say }) {
  let signal;
  let stopCurrent;
  const onSignal = (name) => {
    if (signal !== undefined) return;
    signal = name;
    say('\nStopping: what has begun is brought to its end, nothing else is started. Please wait.');
    stopCurrent?.();
  };
  for (const name of signals) process.on(name, onSignal);
  return {
    get signal() {
      return signal;
    },
    /** @throws {InterruptedError} The person has asked to stop. */
    check() {
      if (signal !== undefined) throw new InterruptedError(`stopped by ${signal}`);
    },
    /** Runs a step that can be asked to stop. */
    async during(stop, step) {
      this.check();
      stopCurrent = stop;
      try {
        return await step();
      } finally {
        stopCurrent = undefined;
      }
    },
    end() {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}

module.exports = { InterruptedError, createInterruption };
