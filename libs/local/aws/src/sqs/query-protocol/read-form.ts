import { AwsError } from '../../service';
import { inputNames, type MemberNames, wholeNumbers } from './member-names';

/** A call in a form, as the JSON protocol would have it. */
export interface TranslatedCall {
  /** For the header `x-amz-target`. */
  readonly target: string;
  readonly body: Buffer;
}

/** A parameter's name is split at its dots: `Attribute.1.Name`. */
interface Node {
  text: string;
  readonly children: Map<string, Node>;
}

/** What every request has, and old signatures, which stand in the form. */
const commonParameters: readonly string[] = ['Action', 'Version', 'AWSAccessKeyId', 'Expires', 'Timestamp'];

/** As deep as an attribute of a message in a batch: `SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType`. */
const maxDepth = 6;

/**
 * Translates a call of the Query protocol, which SDKs before the end of 2023 speak with SQS.
 *
 * @param path - Where the request was sent to: old clients name the queue there only.
 * @throws {AwsError} MissingAction; MalformedQueryString: a name that no parameter can have. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 */
export function readForm(form: Buffer, host: string, path: string): TranslatedCall {
  const root = treeOf(new URLSearchParams(form.toString('utf8')));
  const operation = root.children.get('Action')?.text ?? '';
  if (operation === '') throw new AwsError('MissingAction', 'The request must contain the parameter Action.');
  for (const name of commonParameters) root.children.delete(name);
  for (const name of root.children.keys()) if (name.startsWith('Signature')) root.children.delete(name);
  const members = {
    ...(/^\/\d{12}\/[^/]+$/.test(path) && { QueueUrl: `http://${host}${path}` }),
    ...(operation.endsWith('Batch') && { Entries: [] }),
    ...readStructure(root, inputNames(operation)),
  };
  return { target: `AmazonSQS.${operation}`, body: Buffer.from(JSON.stringify(members)) };
}

function treeOf(parameters: URLSearchParams): Node {
  const root: Node = { text: '', children: new Map() };
  for (const [name, text] of parameters) {
    const steps = name.split('.');
    if (steps.length > maxDepth || steps.includes('__proto__')) {
      throw new AwsError('MalformedQueryString', `There is no parameter ${name.slice(0, 100)}.`);
    }
    let node = root;
    for (const step of steps) {
      const child = node.children.get(step) ?? { text: '', children: new Map<string, Node>() };
      node.children.set(step, child);
      node = child;
    }
    node.text = text;
  }
  return root;
}

function readStructure({ children }: Node, names: MemberNames): Record<string, unknown> {
  return Object.fromEntries(
    [...children].map(([name, child]) => {
      const map = Object.hasOwn(names.maps, name) ? names.maps[name] : undefined;
      if (map) return [map.member, readMap(child, map.key, names)];
      const list = Object.hasOwn(names.lists, name) ? names.lists[name] : undefined;
      if (list !== undefined) return [list, numbered(child).map((item) => readValue(item, names))];
      const isNumber = wholeNumbers.has(name) && /^-?\d{1,15}$/.test(child.text);
      return [name, isNumber ? Number(child.text) : readValue(child, names)];
    }),
  );
}

const readMap = (node: Node, key: string, names: MemberNames): Record<string, unknown> =>
  Object.fromEntries(
    (node.children.has(key) ? [node] : numbered(node)).map(({ children }) => {
      const value = children.get('Value');
      return [children.get(key)?.text ?? '', value ? readValue(value, names) : ''];
    }),
  );

const readValue = (node: Node, names: MemberNames): unknown =>
  node.children.size > 0 ? readStructure(node, names) : node.text;

/** In the order of their numbers, which may have gaps; an only one needs none. An empty text is an empty list. */
function numbered(node: Node): Node[] {
  if (node.text !== '') return [node];
  return [...node.children].sort(([left], [right]) => Number(left) - Number(right)).map(([, child]) => child);
}
