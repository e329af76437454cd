import { type AwsError } from '@pulso/world/aws';

import { serviceApiOf } from '../service-apis';

/** An error as the client of one service expects it. */
interface RenderedError {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The names that the errors of every service have in the Query protocol. */
const commonQueryCodes: Readonly<Record<string, string>> = {
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
};

/**
 * Writes an error in the shape from which SDKs and the AWS CLI take its name and message.
 *
 * @param service - SigV4 service name.
 * @param isForm - Whether the request had its parameters in a form: SQS and unknown services then answer in XML.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function renderError(service: string, error: AwsError, isForm: boolean): RenderedError {
  const { name, message, members, status } = error;
  const protocol = isForm && service === 'sqs' ? 'query' : serviceApiOf(service)?.protocol;
  switch (protocol ?? (isForm ? 'query' : 'json')) {
    case 'query': {
      const type = status < 500 ? 'Sender' : 'Receiver';
      const code = commonQueryCodes[name] ?? name;
      const text = `<Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
      const body = `<ErrorResponse><Error>${text}</Error></ErrorResponse>`;
      return { headers: { 'content-type': 'text/xml' }, body };
    }
    case 'rest-json':
      return { headers: { 'x-amzn-errortype': name }, body: JSON.stringify({ message, ...members }) };
    default:
      return { headers: {}, body: JSON.stringify({ __type: name, message, ...members }) };
  }
}

/** @returns The content type of the service's protocol, for answers and errors. */
export function contentTypeOf(service: string): string {
  const api = serviceApiOf(service);
  switch (api?.protocol) {
    case 'query':
      return 'text/xml';
    case 'rest-json':
      return 'application/json';
    default:
      return `application/x-amz-json-${api?.jsonVersion ?? '1.1'}`;
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @returns The text as it stands in an XML element or attribute. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
