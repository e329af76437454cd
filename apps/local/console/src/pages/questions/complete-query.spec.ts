import { EditorState } from '@codemirror/state';

import { completeQuery } from './complete-query';

const words = [
  { kind: 'command', name: 'stats', detail: 'stats count(*)', sentence: 'groups' },
  { kind: 'aggregate', name: 'count', detail: 'count(value)', sentence: 'how many' },
  { kind: 'field', name: 'is_group', detail: '0, 1', values: [0, 1] },
  { kind: 'field', name: 'outcome', detail: 'text', values: ['answered', 'failed'] },
] as const;

const complete = (text: string, explicit = false) =>
  completeQuery({ state: EditorState.create({ doc: text }), pos: text.length, explicit }, words, ['is_group', 'a-b']);
const offered = (text: string, explicit = false) => complete(text, explicit)?.options.map(({ label }) => label);

describe('what the editor completes', () => {
  it.each(['st', 'filter a = 1 | st', 'filter a = "#|" # why\n| st'])('is a command where one begins: %j', (text) => {
    expect(offered(text)).toEqual(['stats']);
  });

  it.each(['stats c', 'filter x = "a|" and c', 'filter `a"b` = 1 and c'])('is a name elsewhere: %j', (text) => {
    expect(offered(text)).toEqual(['count', 'is_group', 'outcome', 'a-b']);
  });

  it.each(['filter a = "st', 'filter a = 1 # st', 'limit 10', 'filter '])('is nothing in %j', (text) => {
    expect(complete(text)).toBeNull();
  });

  it.each([
    ['filter outcome = ', ['"answered"', '"failed"'], 17],
    ['filter is_group = 1 and outcome != "ans', ['"answered"', '"failed"'], 35],
    ['filter outcome not in ["failed", ', ['"answered"', '"failed"'], 33],
    ['filter is_group=', ['0', '1'], 16],
  ])('is a value behind a comparison with a field that has few: %j', (text, values, from) => {
    expect(complete(text)).toMatchObject({ from, options: values.map((label) => ({ label })) });
  });

  it.each(['filter other = ', 'filter a = 1 # outcome = ', 'filter outcome == '])('is no value in %j', (text) => {
    expect(complete(text)).toBeNull();
  });

  it('is offered without a letter when it is asked for', () => {
    expect(offered('filter ', true)).toContain('is_group');
    expect(offered('', true)).toEqual(['stats']);
  });

  it('opens the parenthesis of a function, puts odd names in backticks and tells what a word means', () => {
    const result = complete('stats cou');

    expect(result?.from).toBe(6);
    expect(result?.options.map(({ apply, info }) => [apply, info])).toEqual([
      ['count(', 'count(value)\nhow many'],
      ['is_group', '0, 1'],
      ['outcome', 'text'],
      ['`a-b`', undefined],
    ]);
  });
});
