/** `npx nx g @pulso/tooling:field NAME --type integer|number|string`. */
import { sinceRelease, type FileTree, formatChanged, insert, readText } from '../edit-files.ts';
import { GeneratorError } from '../names.ts';

const contract = 'libs/contracts/usage-metrics/src';
const fields = `${contract}/usage-fields.ts`;

/** Values are bounded: every person who writes to the bot adds to the log. */
const kinds = {
  integer: { schema: 'number(z.optional(z.int().check(z.gte(0), z.lte(1_000_000))))', example: 12 },
  number: { schema: 'number(z.optional(z.number().check(z.gte(0), z.lte(1_000_000))))', example: 1.5 },
  string: { schema: 'string(z.optional(z.string().check(z.regex(/^[a-z0-9_-]{1,32}$/))))', example: 'example' },
};

interface Options {
  readonly name: string;
  readonly type: keyof typeof kinds;
}

/** @returns What to do after the changes are written. */
export default async function field(tree: FileTree, { name, type }: Options): Promise<() => void> {
  if (!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name)) {
    throw new GeneratorError(`The name "${name}" is no snake_case name, such as reply_length.`);
  }
  if (new RegExp(`^  ${name}: `, 'm').test(readText(tree, fields))) {
    throw new GeneratorError(`${fields} has a field ${name} already. Take another name.`);
  }
  const { schema, example } = kinds[type];
  insert(tree, {
    path: fields,
    before: /^ {2}update_id: number\(z\.int\(\)\),\n\} as const;\n\n\/\*\*\n \* Every field of a membership/m,
    text: `  /** Say here what it is, and when it is absent. */\n  ${name}: ${schema},\n`,
  });
  const record = JSON.parse(readText(tree, `${contract}/fixtures/v1/group-command.json`));
  const fixture = `${contract}/fixtures/v1/with-${name.replaceAll('_', '-')}.json`;
  tree.write(fixture, JSON.stringify({ ...record, [name]: example }, null, 2));
  insert(tree, {
    path: 'libs/contracts/CHANGELOG.md',
    ...sinceRelease,
    text: `- \`usage-metrics\`: optional \`${name}\`.\n`,
  });
  await formatChanged(tree);
  return () =>
    void process.stdout.write(`
${name} is declared. What to do next:

- what it is, and its bounds: ${fields}, and an example of it: ${fixture}
- who fills it: libs/domain/conversation/src/usage-record-of.ts, with a record in its spec; until then that spec is red
- npx nx test contracts-usage-metrics, npx nx test conversation
`);
}
