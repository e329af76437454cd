import { languages } from '@pulso/kit/texts';

import { renderNotice } from './message-lines';

describe('renderNotice', () => {
  it.each(['not-prepared', 'unknown-report', 'shown-elsewhere'] as const)('has plain words for %s', (notice) => {
    expect(renderNotice(notice).html).toMatch(/^[A-Z][\w ,.]+$/);
    expect(renderNotice(notice, 'xx')).toEqual(renderNotice(notice));
  });

  it.each(['not-prepared', 'unknown-report', 'shown-elsewhere'] as const)('says %s in every language', (notice) => {
    expect(new Set(languages.map((language) => renderNotice(notice, language).html)).size).toBe(languages.length);
  });
});
