/**
 * Prints what a plan says as Markdown, for a comment, an issue or the summary of a run:
 * `node libs/tooling/plan-report.ts --stage prod --status 2 --log plan.txt --run https://...`, with `--limit 1000000` for a
 * summary, of which a step may write 1 MiB.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import { readFileSync } from 'node:fs';
import { parseArgs, stripVTControlCharacters } from 'node:util';

/**
 * GitHub takes 65,536 characters in a comment or an issue, which have a byte or more each; the rest is for what stands
 * around the log. Its documentation names no limit, its answer to a longer text does.
 *
 * @see https://github.com/googleapis/release-please/issues/1034
 */
const maxCommentLogBytes = 60_000;

/** What `npm run deploy -- --plan` says by its exit status. */
const headlines = new Map([
  [0, 'has nothing to change'],
  [2, 'has changes'],
]);

const usage =
  'Usage: node libs/tooling/plan-report.ts --stage NAME --status EXIT-STATUS --log FILE --run URL [--limit BYTES]\n';

/** The end of the log when it is too long: what sums it up stands there. */
function shorten(log: string, run: string, maxBytes: number): string {
  const bytes = Buffer.from(log);
  if (bytes.length <= maxBytes) return log;
  // The first character may be cut apart.
  const end = bytes
    .subarray(-maxBytes)
    .toString()
    .replace(/^\uFFFD+/, '');
  return `The beginning is left out; it stands in the log of ${run}\n...\n${end}`;
}

/** A fence that nothing in the text can close. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return '`'.repeat(longest + 1);
}

/** What a run of `npm run deploy -- --plan` came to. */
export interface Plan {
  readonly stage: string;
  /** The exit status. */
  readonly status: number;
  /** All that it printed. */
  readonly log: string;
  /** The address of the workflow's run. */
  readonly run: string;
  /** How much of the log is kept, in UTF-8; as much as a comment holds if it is not given. */
  readonly maxLogBytes?: number;
}

/** @returns Markdown. */
export function planReport({ stage, status, log, run, maxLogBytes = maxCommentLogBytes }: Plan): string {
  const text = shorten(stripVTControlCharacters(log).trim(), run, maxLogBytes);
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

function main(args: string[]): void {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  const text = { type: 'string' } as const;
  const known = { stage: text, status: text, log: text, run: text, limit: text };
  const { values } = parseArgs({ args, strict: true, options: known });
  const { stage, status, log, run, limit } = values;
  if (stage === undefined || status === undefined || log === undefined || run === undefined) {
    const missing = (['stage', 'status', 'log', 'run'] as const).filter((name) => values[name] === undefined);
    throw new Error(`Give ${missing.map((name) => `--${name}`).join(', ')}. ${usage.trim()}`);
  }
  const maxLogBytes = limit === undefined ? maxCommentLogBytes : Number(limit);
  if (!(maxLogBytes > 0)) throw new Error(`--limit takes a number of bytes, not "${limit}". ${usage.trim()}`);
  process.stdout.write(planReport({ stage, run, log: readFileSync(log, 'utf8'), status: Number(status), maxLogBytes }));
}

if (import.meta.main) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  }
}
