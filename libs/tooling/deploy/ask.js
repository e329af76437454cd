const { createInterface } = require('node:readline/promises');

/** @returns {Promise<boolean>} Whether the person has typed "yes"; not when the input ends or they stop. */
async function askYes(question, { input, output, interruption }) {
  // Not as a terminal: readline would take Ctrl-C for itself.
  const lines = createInterface({ input, terminal: false });
  output.write(question);
  try {
    const answer = await interruption.during(
      () => lines.close(),
      () =>
        new Promise((resolve) => {
          lines.once('line', resolve);
          lines.once('close', () => resolve(''));
        }),
    );
    interruption.check();
    return answer.trim() === 'yes';
  } finally {
    lines.close();
  }
}

module.exports = { askYes };
