import { type OperationEntry, type ServiceApi } from '../api/service-api';
import { serviceApis } from '../api/service-apis';

/**
 * Writes the operations of every emulated service as Markdown, from the list by which the gateway dispatches.
 *
 * @returns One table per service, in the order of their titles.
 */
export const renderOperations = (): string =>
  Object.entries<ServiceApi>(serviceApis)
    .sort(([, left], [, right]) => (left.title < right.title ? -1 : 1))
    .map(([name, api]) => renderService(name, api))
    .join('\n\n');

function renderService(name: string, api: ServiceApi): string {
  const operations = Object.entries<OperationEntry>(api.operations).sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    `### ${api.title}`,
    '',
    `Signed as \`${name}\`, ${protocolOf(api)}; ${operations.length} of the operations of`,
    `[its API](${api.documentation}).`,
    '',
    '| operation | lacks |',
    '| --- | --- |',
    ...operations.map(([operation, { lacks = '' }]) => `| ${operation} | ${lacks} |`),
  ].join('\n');
}

function protocolOf(api: ServiceApi): string {
  switch (api.protocol) {
    case 'json':
      return `JSON ${api.jsonVersion}`;
    case 'rest-json':
      return 'REST with JSON';
    case 'query':
      return 'forms and XML';
    default:
      return api satisfies never;
  }
}
