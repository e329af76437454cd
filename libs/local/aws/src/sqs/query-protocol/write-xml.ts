import { randomUUID } from 'node:crypto';

import { escapeXml } from '../../escape-xml';
import { type ServiceAnswer } from '../../service';
import { type MemberNames, outputNames } from './member-names';

const namespace = 'http://queue.amazonaws.com/doc/2012-11-05/';

/**
 * Writes the answer to a call as the Query protocol has it.
 *
 * @param answer - With JSON in its body.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 */
export function writeXml(operation: string, { status, body }: ServiceAnswer): ServiceAnswer {
  const members = JSON.parse(body.toString()) as Readonly<Record<string, unknown>>;
  const requestId = randomUUID();
  const result = hasResult(operation)
    ? element(`${operation}Result`, writeStructure(members, outputNames(operation)))
    : '';
  const metadata = element('ResponseMetadata', element('RequestId', requestId));
  return {
    status,
    headers: headersOf(requestId),
    body: `${declaration}<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`,
  };
}

/** An error in the Query protocol. @param code - Its name there. */
export function writeXmlError(
  code: string,
  message: string,
  isSender: boolean,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const requestId = randomUUID();
  const type = element('Type', isSender ? 'Sender' : 'Receiver');
  const error = `${type}${element('Code', textOf(code))}${element('Message', textOf(message))}<Detail/>`;
  return {
    headers: headersOf(requestId),
    body:
      `${declaration}<ErrorResponse xmlns="${namespace}">${element('Error', error)}` +
      `${element('RequestId', requestId)}</ErrorResponse>`,
  };
}

const declaration = '<?xml version="1.0"?>';

/** Those of the model that have an output. */
const hasResult = (operation: string): boolean =>
  /^(CancelMessageMoveTask|CreateQueue|Get.*|List.*|ReceiveMessage|SendMessage|StartMessageMoveTask|.*Batch)$/.test(
    operation,
  );

function writeStructure(members: Readonly<Record<string, unknown>>, names: MemberNames): string {
  return Object.entries(members)
    .map(([name, value]) => {
      const [entryName, map] = Object.entries(names.maps).find(([, { member }]) => member === name) ?? [];
      if (entryName !== undefined && map) return writeMap(entryName, map.key, value as object, names);
      const [itemName] = Object.entries(names.lists).find(([, member]) => member === name) ?? [];
      const items = itemName !== undefined && Array.isArray(value) ? (value as readonly unknown[]) : [value];
      return items.map((item) => element(itemName ?? name, writeValue(item, names))).join('');
    })
    .join('');
}

const writeMap = (entryName: string, key: string, map: object, names: MemberNames): string =>
  Object.entries(map)
    .map(([name, value]) => element(entryName, element(key, textOf(name)) + element('Value', writeValue(value, names))))
    .join('');

const writeValue = (value: unknown, names: MemberNames): string =>
  typeof value === 'object' && value !== null
    ? writeStructure(value as Readonly<Record<string, unknown>>, names)
    : textOf(String(value));

/** A carriage return that is not escaped is a line feed to who reads it. */
const textOf = (text: string): string => escapeXml(text).replace(/\r/g, '&#13;');

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const headersOf = (requestId: string): Record<string, string> => ({
  'content-type': 'text/xml',
  'x-amzn-requestid': requestId,
});
