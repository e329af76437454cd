import { renderNotice } from './render-notice';

describe('renderNotice', () => {
  it.each(['not-prepared', 'shown-elsewhere'] as const)('has plain words for %s', (notice) => {
    expect(renderNotice(notice).html).toMatch(/^[A-Z][\w ,.]+$/);
  });
});
