import { content } from './testing/factories';
import { comparedContent } from './post-report';

const title = { en: 'Requests' };
const number = (more: object) => ({ values: [{ queryId: 'n', title, value: 100, ...more }] });
const range = { low: 1, high: 2 };
const table = (more: object) => ({
  tables: [{ queryId: 't', title, rows: [[{ field: 'command', value: 'roll' }]], ...more }],
});
const missingFor = (code: string) => ({ missing: [{ queryId: 'm', title, reason: { code, message: code } }] });

describe('comparedContent', () => {
  it.each([
    ['a recount', number({}), number({ value: 103, recountedFrom: 100 })],
    ['what a number is compared with', number({ earlier: [90] }), number({ earlier: [92] })],
    ['what is usual', number({ usualRange: range }), number({ usualRange: { low: 1, high: 3 } })],
    ['that a number is unusual', number({ usualRange: range, isUnusual: true, movers: [] }), number({})],
    ['as which window it is judged', { comparedEndMs: 5 }, {}],
    ['what rows counted before', table({ before: [7] }), table({ before: [8] })],
    ['a recount of none', number({ value: 0, isUnusual: true }), number({ value: 5, recountedFrom: 0 })],
    ['the note that there was no record', { noRecords: true }, {}],
    ['why an answer is missing', missingFor('no-answer'), missingFor('gave-up')],
  ])('leaves out %s', (_what, before, after) => {
    expect(comparedContent(content(after))).toEqual(comparedContent(content(before)));
  });

  it.each([
    ['another number', number({}), number({ value: 101 })],
    ['an answer that is there now', missingFor('no-answer'), number({})],
    ['another sum of parts', number({ parts: [60, 40] }), number({ parts: [60, null], value: 60 })],
  ])('keeps %s', (_what, before, after) => {
    expect(comparedContent(content(after))).not.toEqual(comparedContent(content(before)));
  });
});
