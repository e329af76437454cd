import { findStackFiles } from './stack-file';
import { provider, readFolder, removeWrittenStacks, write } from './testing/written-stacks';

afterAll(removeWrittenStacks);

describe('stack files', () => {
  it.each<[string, unknown, RegExp]>([
    ['half a file', '{"resource":', /cdk\.tf\.json can not be read as JSON/],
    ['a list', [], /holds no JSON object/],
    ['no provider', { resource: {} }, /has no AWS provider with a region/],
    [
      'two AWS providers',
      { provider: { aws: [{ region: 'a' }, { region: 'b', alias: 'x' }] } },
      /a second AWS provider/,
    ],
    ['another provider', { provider: { ...provider, random: [{}] } }, /the provider "random"/],
    ['a module', { provider, module: { x: {} } }, /"module" blocks/],
    ['a resource that is no object', { provider, resource: { aws_sqs_queue: 5 } }, /has 5 where an object should be/],
  ])('with %s are refused', (_case, content, message) => {
    expect(() => readFolder(write({ only: content }))).toThrow(message);
  });

  it('of different regions are refused', () => {
    const elsewhere = { provider: { aws: [{ region: 'us-east-1' }] } };

    expect(() => readFolder(write({ a: { provider }, b: elsewhere }))).toThrow(/eu-west-1 \(a\) and us-east-1 \(b\)/);
  });

  it('must exist', () => {
    expect(findStackFiles('/does/not/exist')).toEqual([]);
    expect(() => readFolder('/does/not/exist')).toThrow(/holds no synthesized stack/);
  });
});
