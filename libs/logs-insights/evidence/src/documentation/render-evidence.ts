import { type Evidence, type EvidenceSubject } from '../evidence/evidence';
import { type SourceName, sources } from '../evidence/sources';
import { renderTable } from './render-table';

/** Writes a table for each subject: the statement, how well it is known, from where, and what is done otherwise here. */
export function renderEvidence(subjects: readonly EvidenceSubject[]): string {
  const tables = subjects.map(({ title, entries }) => `### ${title}\n\n${renderTable(header, entries.map(toRow))}`);
  return `${tables.join('\n\n')}\n\n${renderLinks(subjects.flatMap(({ entries }) => entries))}`;
}

const header = ['Behaviour', 'Evidence', 'Source', 'Here'];

const toRow = ({ statement, tag, source, choice, disagreement }: Evidence): readonly string[] => [
  statement,
  tag,
  source === undefined ? '' : renderSource(source),
  disagreement === undefined ? (choice ?? '') : `**Differs:** ${disagreement}`,
];

const renderSource = (name: SourceName): string =>
  sources[name].url === undefined ? sources[name].label : `[${sources[name].label}][${name}]`;

function renderLinks(entries: readonly Evidence[]): string {
  const used = new Set(entries.flatMap(({ source }) => source ?? []));
  const links = [...used]
    .sort()
    .flatMap((name) => (sources[name].url === undefined ? [] : `[${name}]: ${sources[name].url}`));
  return links.join('\n');
}
