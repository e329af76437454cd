/** `npx nx g @pulso/tooling:command NAME [--with buttons,state]`. */
import { type FileTree, formatChanged, insert, readText } from '../edit-files.ts';
import { GeneratorError, camelCase } from '../names.ts';

const folder = 'libs/domain/conversation/src';
const commands = `${folder}/own-commands.ts`;
const texts = 'libs/kit/texts/src/bot-texts.ts';

const parts = ['buttons', 'state'] as const;
type Part = (typeof parts)[number];

interface Options {
  readonly name: string;
  readonly with?: string;
}

/** @returns What to do after the changes are written. */
export default async function command(tree: FileTree, { name, with: wanted = '' }: Options): Promise<() => void> {
  const has = readParts(wanted);
  if (!/^[a-z][a-z0-9_]{0,31}$/.test(name)) {
    throw new GeneratorError(
      `The name "${name}" is none that Telegram takes: 1 to 32 of a-z, 0-9 and _, a letter first.`,
    );
  }
  const constant = camelCase(name.replaceAll('_', '-'));
  const spec = `${folder}/${name.replaceAll('_', '-')}.command.spec.ts`;
  const source = readText(tree, commands);
  if (tree.exists(spec) || new RegExp(`^const ${constant} = `, 'm').test(source) || isBuiltIn(tree, name)) {
    throw new GeneratorError(`There is a command /${name} already. Take another name.`);
  }
  insert(tree, {
    path: commands,
    before: /^\/\*\* By the names that people type/m,
    text: entryOf(name, constant, has),
  });
  insert(tree, {
    path: commands,
    after: /^export const ownCommands = \{/m,
    text: ` ${constant === name ? name : `${name}: ${constant}`},`,
  });
  tree.write(spec, specOf(name, has));
  await formatChanged(tree);
  return () =>
    void process.stdout.write(`
/${name} answers. What to do next:

- what it does and says, in five languages: ${commands}; docs/commands.md shows what it can do
- what is expected of it: ${spec}, then npx nx test conversation
- the transcript: NIGHTLY=1 UPDATE_DOCS=1 npx nx e2e local-cloud transcript
- try it: npm start -- --demo --watch; when it is deployed: npm run bot -- setup --stage NAME
`);
}

function readParts(wanted: string): ReadonlySet<Part> {
  const names = wanted
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) {
    throw new GeneratorError(`--with takes ${parts.join(', ')}, separated by commas; "${unknown}" is none of them.`);
  }
  return new Set(names as Part[]);
}

/** Names that come with the bot stand in the texts. */
const isBuiltIn = (tree: FileTree, name: string): boolean =>
  new RegExp(`'${name}'[^;]*, string>>;`).test(
    /commands: Readonly<Record<[^;]*;/.exec(readText(tree, texts))?.[0] ?? '',
  );

/** Counts where it keeps a state; else it says the same each time. */
function entryOf(name: string, constant: string, has: ReadonlySet<Part>): string {
  const inLanguage = `{ description: 'say what /${name} does'${has.has('buttons') ? ", again: 'Again'" : ''} }`;
  const said = has.has('state') ? 'html`${state + 1}`' : 'html`pong`';
  const shown = has.has('buttons') ? `{ text: ${said}, buttons: [[{ text: again, data: 'again' }]] }` : said;
  const given = [has.has('state') ? '{ state = 0 }' : '_request', has.has('buttons') ? '{ again }' : undefined];
  const parameters = has.size === 0 ? '' : given.filter(Boolean).join(', ');
  const turn = (member: string, value: string): string =>
    has.has('state') ? `({ ${member}: ${value}, state: state + 1 })` : has.has('buttons') ? `(${shown})` : said;
  const members = [
    `texts: { ${['en', 'es', 'pt', 'de', 'ru'].map((language) => `${language}: ${inLanguage}`).join(', ')} },`,
    ...(has.has('buttons') ? ["data: z.literal('again'),"] : []),
    ...(has.has('state') ? ['state: { schema: z.int(), keptDays: 30 },'] : []),
    `reply: (${parameters}) => ${turn('messages', `[${shown}]`)},`,
    ...(has.has('buttons') ? [`press: (${parameters}) => ${turn('edit', shown)},`] : []),
  ];
  return `const ${constant} = ownCommand({\n${members.join('\n')}\n});\n\n`;
}

function specOf(name: string, has: ReadonlySet<Part>): string {
  const [first, second] = has.has('state') ? ['1', '2'] : ['pong', 'pong'];
  const pressed = `
  it('changes its message when its button is pressed', async () => {
    const ada = new Player(ownCommands);

    await ada.says('/${name}');
    await ada.presses('Again');

    expect(ada.sees).toEqual(['${second}']);
  });
`;
  return `import { ownCommands } from './own-commands';
import { Player } from './testing/player';

describe('/${name}', () => {
  it('answers', async () => {
    const ada = new Player(ownCommands);

    await ada.says('/${name}');

    expect(ada.sees).toEqual(['${first}']);
  });
${has.has('buttons') ? pressed : ''}});
`;
}
