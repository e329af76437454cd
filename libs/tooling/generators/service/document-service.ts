/** The lines of a new service in the documents. */
import { beforeReleases, type FileTree, insert, type Place, readText } from '../edit-files.ts';
import type { ServiceNames } from './service-names.ts';

/** Tables have 160 columns at most: what is longer is linked by a definition at the end of the document. */
const longestInTable = 12;

export function documentService(tree: FileTree, { name, queue, library }: ServiceNames): void {
  const architecture = 'docs/architecture.md';
  const readme = `../apps/${name}/README.md`;
  const linked = name.length > longestInTable ? `[${name}]` : `[${name}](${readme})`;
  const put = (place: Place, text: string): void => insert(tree, { path: architecture, text, ...place });
  put({ after: /^\| \[notifier\].*\n/m }, `| ${linked} | its queue | queue \`${queue}\` | nothing yet |\n`);
  if (linked === `[${name}]`) tree.write(architecture, `${readText(tree, architecture)}\n[${name}]: ${readme}\n`);
  put(
    { after: /^- The notifier writes the report and delivers it\.\n/m },
    `- The ${name} handles what \`${queue}\` brings.\n`,
  );
  put({ before: /^- `report-buttons`, /m }, `- \`${queue}\`, no service yet → ${name}: what it is asked for.\n`);
  put({ after: /^apps\/notifier\n/m }, `apps/${name}\n`);
  put({ after: /^libs\/domain\/delivery .*\n/m }, `${`libs/domain/${library}`.padEnd(36)} what the ${name} does\n`);
  put({ after: /^libs\/contracts\/report-updates\n/m }, `libs/contracts/${queue}\n`);
  put({ after: /^infra\/notifier\n/m }, `infra/${name}\n`);
  countUp(tree);

  insert(tree, {
    path: 'libs/contracts/CHANGELOG.md',
    ...beforeReleases,
    text: `- ${today()}, ${queue}: the contract.\n\n`,
  });
}

const today = (): string => new Date().toISOString().slice(0, 10);

const numberWords = ['Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** How many services there are, in words: their next number. */
function countUp(tree: FileTree): void {
  for (const path of ['README.md', 'docs/architecture.md', 'docs/operations.md']) {
    const place = new RegExp(`\\b(${numberWords.join('|')})(?= (?:Lambda )?services\\b)`, 'gi');
    const counted = readText(tree, path).replace(place, (word) => {
      const next = numberWords[numberWords.findIndex((known) => known.toLowerCase() === word.toLowerCase()) + 1];
      if (next === undefined) return word;
      return word === word.toLowerCase() ? next.toLowerCase() : next;
    });
    tree.write(path, counted);
  }
}
