/** Edits of the two constructs that make every alarm and every metric filter, so that one of them is not made. */
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * @typedef {object} Construct
 * @property {string} file - From the root of the repository.
 * @property {string} before - The text before which an edit goes. `baseName` is known there.
 * @property {(name: string) => string} remove - Code that leaves one out, by its base name.
 */

/** @type {Record<'alarm' | 'filter', Construct>} */
const constructs = {
  alarm: {
    file: 'infra/constructs/alarms/src/alarm.ts',
    before: '    const stack = stackOf(this);',
    remove: (name) => `if (baseName === '${name}') return;`,
  },
  filter: {
    file: 'infra/constructs/alarms/src/count-events.ts',
    before: '  new CloudwatchLogMetricFilter(',
    remove: (name) => `if (baseName !== '${name}')`,
  },
};

/**
 * Other ways to be deaf: nothing is missing, and no operator is told, or every line counts.
 *
 * @type {{ what: string, file: string, find: string, replace: string }[]}
 */
const weakenings = [
  {
    what: 'whom alarms tell when they begin',
    file: 'infra/constructs/alarms/src/alarm.ts',
    find: '      alarmActions: [topicArn],\n',
    replace: '',
  },
  {
    what: 'whom alarms tell when they end',
    file: 'infra/constructs/alarms/src/alarm.ts',
    find: '      okActions: [topicArn],\n',
    replace: '',
  },
  {
    what: 'the level that filters of alarmed events ask for',
    file: 'infra/constructs/alarms/src/watch-events.ts',
    find: "{ where: { level: 'ERROR' } }",
    replace: '{}',
  },
];

/**
 * @param {string} text
 * @returns {string} With the edit in the one place for it.
 * @throws {Error} The place is not there, or more than once: adapt the edit to the code.
 */
function edit(text, { file, find, replace }) {
  const parts = text.split(find);
  if (parts.length === 2) return parts.join(replace);
  throw new Error(`${file} holds this text ${parts.length - 1} times instead of once. Adapt the edit to it:\n${find}`);
}

const inserted = ({ file, before }, code) => ({ file, find: before, replace: `${code}\n${before}` });

/**
 * @param {string} root - The repository's.
 * @param {(changed: { path: string, text: string }) => Promise<void>} synthesize - Makes all stacks, one file changed.
 * @returns {Promise<{ what: string, file: string, text: string }[]>} Each alarm and filter of the stage `local`, and what
 * stands in the file without it; then the weakenings.
 */
async function findRemovals(root, synthesize) {
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const removals = [];
  for (const [kind, construct] of Object.entries(constructs)) {
    for (const name of await namesOf(construct)) {
      const text = edit(read(construct.file), inserted(construct, construct.remove(name)));
      removals.push({ what: `${kind} ${name}`, file: construct.file, text });
    }
  }
  return [
    ...removals,
    ...weakenings.map((one) => ({ what: one.what, file: one.file, text: edit(read(one.file), one) })),
  ];

  /** The construct writes down its names while the stacks are made. */
  async function namesOf(construct) {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-alarms-'));
    const list = join(folder, 'names');
    const note = `require('node:fs').appendFileSync(${JSON.stringify(list)}, baseName + '\\n');`;
    try {
      const text = edit(read(construct.file), inserted(construct, note));
      await synthesize({ path: join(root, construct.file), text });
      return [...new Set(readFileSync(list, 'utf8').trim().split('\n'))].sort();
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

module.exports = { constructs, edit, findRemovals, inserted, weakenings };
