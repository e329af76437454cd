/**
 * Prints what a plan says as Markdown, for a comment, an issue or the summary of a run:
 * `node libs/tooling/plan-report.js --stage prod --status 2 --log plan.txt --run https://...`.
 */
const { readFileSync } = require('node:fs');
const { parseArgs, stripVTControlCharacters } = require('node:util');

/**
 * GitHub takes 65,536 characters in a comment or an issue; the rest is for what stands around the log. Its documentation
 * names no limit, its answer to a longer text does.
 *
 * @see https://github.com/googleapis/release-please/issues/1034
 */
const maxLogLength = 60_000;

/** What `npm run deploy -- --plan` says by its exit status. */
const headlines = new Map([
  [0, 'has nothing to change'],
  [2, 'has changes'],
]);

const usage = 'Usage: node libs/tooling/plan-report.js --stage NAME --status EXIT-STATUS --log FILE --run URL\n';

/** The end of the log when it is too long: what sums it up stands there. */
function shorten(log, run) {
  if (log.length <= maxLogLength) return log;
  return `The beginning is left out; it stands in the log of ${run}\n...\n${log.slice(-maxLogLength)}`;
}

/** A fence that nothing in the text can close. */
function fenceFor(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return '`'.repeat(longest + 1);
}

/**
 * @param {{ stage: string, status: number, log: string, run: string }} plan - `status`: the exit status of the plan;
 * `log`: all that it printed; `run`: the address of the workflow's run.
 * @returns {string} Markdown of at most 65,536 characters.
 */
function planReport({ stage, status, log, run }) {
  const text = shorten(stripVTControlCharacters(log).trim(), run);
  const fence = fenceFor(text);
  return [
    `### The plan of \`${stage}\` ${headlines.get(status) ?? `has failed (exit status ${status})`}`,
    '',
    `By [this run](${run}).`,
    '',
    '<details><summary>What it printed</summary>',
    '',
    `${fence}text`,
    text,
    fence,
    '',
    '</details>',
    '',
  ].join('\n');
}

function main(args) {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  const text = { type: 'string' };
  const { values } = parseArgs({ args, strict: true, options: { stage: text, status: text, log: text, run: text } });
  const missing = ['stage', 'status', 'log', 'run'].filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Error(`Give ${missing.map((name) => `--${name}`).join(', ')}. ${usage.trim()}`);
  const { stage, run } = values;
  const log = readFileSync(values.log, 'utf8');
  process.stdout.write(planReport({ stage, run, log, status: Number(values.status) }));
}

if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

module.exports = { planReport };
