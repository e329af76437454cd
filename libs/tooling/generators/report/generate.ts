/** `npx nx g @pulso/tooling:report ID --cron EXPRESSION`. */
import { type FileTree, formatChanged, insert } from '../edit-files.ts';
import { camelCase, GeneratorError, requireKebabCase } from '../names.ts';

const languages = ['en', 'es', 'pt', 'de', 'ru'];
const catalogue = 'libs/domain/reports/src/catalogue';
const chatReports = 'libs/domain/conversation/src/chat-reports.ts';

interface Options {
  readonly id: string;
  readonly cron: string;
  readonly hours?: number;
  readonly chat?: boolean;
}

/** @returns What to do after the changes are written. */
export default async function report(
  tree: FileTree,
  { id, cron, hours = 24, chat = false }: Options,
): Promise<() => void> {
  requireKebabCase('id', id);
  const file = `${catalogue}/${id}.ts`;
  if (tree.exists(file)) throw new GeneratorError(`There is a report in ${file} already. Take another id.`);
  if (!/^(?:cron|rate|at)\(.+\)$/.test(cron)) {
    throw new GeneratorError(`The schedule "${cron}" is no expression of EventBridge Scheduler: cron(0 8 ? * MON *).`);
  }
  const name = camelCase(id);
  const english = id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  const title = `{ ${languages.map((language) => `${language}: '${english}'`).join(', ')} }`;
  tree.write(file, sourceOf({ id, name, title, cron, hours }));
  const index = `${catalogue}/index.ts`;
  insert(tree, { path: index, before: /\nimport \{ weeklyUsage \}/, text: `\nimport { ${name} } from './${id}';` });
  // Before the comma that the formatter puts after the last one if the list takes several lines.
  insert(tree, { path: index, before: /,?\s*\];/, text: `, ${name}` });
  if (chat) {
    insert(tree, {
      path: chatReports,
      before: /^\];/m,
      text: `{ reportId: '${id}', label: ${title}, windowHours: ${hours} },\n`,
    });
  }
  await formatChanged(tree);
  return () =>
    void process.stdout.write(`
${id} is a report. What to do next:

- its title in five languages, its questions, its time zone: ${file}
- npx nx test contract-specs: red until the title is translated
- npm start -- --demo, then "fire now" on the page Cloud of the console: the report of that day
- sent more often than once a week, and without onlyIf or notifyOn, it is awaited and has an alarm: npm test says where alarms are
  listed
`);
}

interface ReportNames {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly cron: string;
  readonly hours: number;
}

const sourceOf = ({
  id,
  name,
  title,
  cron,
  hours,
}: ReportNames): string => `import { type ReportDefinition, type TextInAllLanguages, ownBot } from '../report-definition';
import { titles } from './common-questions';

/** Say here what its readers learn from it. */
export const ${name}: ReportDefinition<TextInAllLanguages> = {
  id: '${id}',
  title: ${title},
  schedule: { cron: '${cron}', timezone: 'UTC' },
  window: { hours: ${hours}, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [
    {
      id: 'requests',
      title: titles.requests,
      query: 'filter event = "request" | stats count(*) as calls',
      better: 'more',
    },
  ],
  logGroups: ownBot,
  destinations: 'owners',
};
`;
