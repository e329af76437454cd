const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @returns The text as it stands in an XML element or attribute. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** An XML element. @param content - Elements, or a text that is escaped already. */
export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

/**
 * Writes the answer of a service that speaks the Query protocol.
 *
 * @param namespace - Of the service's XML.
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export const queryResponse = (namespace: string, operation: string, result: string): string =>
  `<${operation}Response xmlns="${namespace}">` +
  element(`${operation}Result`, result) +
  '<ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>' +
  `</${operation}Response>`;
