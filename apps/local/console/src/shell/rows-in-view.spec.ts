import { visibleRange } from './rows-in-view';

const view = { scrollTop: 0, height: 100, rowHeight: 20, rowCount: 1000 };

it('renders what is seen and eight rows on each side', () => {
  expect(visibleRange({ ...view, scrollTop: 2000 })).toEqual([92, 113]);
});

it('counts rows of which only a part is seen', () => {
  expect(visibleRange({ ...view, scrollTop: 2010 })).toEqual([92, 114]);
});

it('begins at the first row and ends at the last one', () => {
  expect(visibleRange(view)).toEqual([0, 13]);
  expect(visibleRange({ ...view, scrollTop: 19_900 })).toEqual([987, 1000]);
});

it('renders nothing of an empty list', () => {
  expect(visibleRange({ ...view, rowCount: 0 })).toEqual([0, 0]);
});

it('renders the end of a list that has become shorter than it was scrolled', () => {
  expect(visibleRange({ ...view, scrollTop: 19_900, rowCount: 3 })).toEqual([0, 3]);
  expect(visibleRange({ ...view, scrollTop: -50, rowCount: 3 })).toEqual([0, 3]);
});
