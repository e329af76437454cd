/** `npx nx g @pulso/tooling:command NAME`. */
import { type FileTree, formatChanged, insert, readText } from '../edit-files.ts';
import { GeneratorError, camelCase } from '../names.ts';

const folder = 'libs/domain/conversation/src';
const commands = `${folder}/own-commands.ts`;
const texts = 'libs/kit/texts/src/bot-texts.ts';

/** @returns What to do after the changes are written. */
export default async function command(tree: FileTree, { name }: { readonly name: string }): Promise<() => void> {
  if (!/^[a-z][a-z0-9_]{0,31}$/.test(name)) {
    throw new GeneratorError(
      `The name "${name}" is not one that Telegram takes: 1 to 32 of a-z, 0-9 and _, a letter first.`,
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
    text: entryOf(name, constant),
  });
  insert(tree, {
    path: commands,
    after: /^export const ownCommands = \{/m,
    text: ` ${constant === name ? name : `${name}: ${constant}`},`,
  });
  tree.write(spec, specOf(name));
  await formatChanged(tree);
  return () =>
    void process.stdout.write(`
/${name} answers. What to do next:

- what it does and says, in five languages: ${commands}; docs/commands.md shows what it can do
- what is expected of it: ${spec}, then npx nx test conversation
- try it: npm start -- --demo --watch; when it is deployed: npm run bot -- setup --stage NAME
`);
}

/** Names that come with the bot stand in the texts. */
const isBuiltIn = (tree: FileTree, name: string): boolean =>
  new RegExp(`'${name}'[^;]*, string>>;`).test(
    /commands: Readonly<Record<[^;]*;/.exec(readText(tree, texts))?.[0] ?? '',
  );

function entryOf(name: string, constant: string): string {
  const texts = ['en', 'es', 'pt', 'de', 'ru'].map(
    (language) => `${language}: { description: 'say what /${name} does' }`,
  );
  return `const ${constant} = ownCommand({\ntexts: { ${texts.join(', ')} },\nreply: () => 'pong',\n});\n\n`;
}

const specOf = (name: string): string => `import { ownCommands } from './own-commands';
import { Player } from './testing/player';

it('/${name} answers', async () => {
  const ada = new Player(ownCommands);

  await ada.says('/${name}');

  expect(ada.sees).toEqual(['pong']);
});
`;
