import { type Evidence, type EvidenceSubject } from '../evidence/evidence';
import { type SourceName, sources } from '../evidence/sources';
import { wrapMarkdown } from './wrap-markdown';

/** Writes a list for each subject: the statement, how well it is known, from where, and what is done otherwise here. */
export function renderEvidence(subjects: readonly EvidenceSubject[]): string {
  const lists = subjects.map(({ title, entries }) => `### ${title}\n\n${entries.map(renderEntry).join('\n')}`);
  return `${lists.join('\n\n')}\n\n${renderLinks(subjects.flatMap(({ entries }) => entries))}`;
}

function renderEntry({ statement, tag, source, choice = '' }: Evidence): string {
  const origin = source === undefined ? `_${tag}_` : `_${tag}_, ${renderSource(source)}`;
  return wrapMarkdown(`- ${statement} (${origin}) ${choice}`, '  ');
}

const renderSource = (name: SourceName): string =>
  sources[name].url === undefined ? sources[name].label : `[${sources[name].label}][${name}]`;

function renderLinks(entries: readonly Evidence[]): string {
  const used = new Set(entries.flatMap(({ source }) => source ?? []));
  const links = [...used]
    .sort()
    .flatMap((name) => (sources[name].url === undefined ? [] : `[${name}]: ${sources[name].url}`));
  return links.join('\n');
}
