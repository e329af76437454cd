import { toItem } from '../items/to-item';

import { decodeToldNews, toldNewsItem } from './told-news';

const known = { queryId: 'use', numberId: 'requests', change: 'fell', runId: 'r', windowEndMs: 2 } as const;
const news = { reportId: 'watch', decidedEndMs: 2, told: [known], expiresAtSeconds: 3 };

describe('what readers were told', () => {
  it('is read as it was written', () => {
    expect(decodeToldNews(toldNewsItem(news))).toEqual(news);
  });

  it('leaves out what another version has told in words of its own', () => {
    const told = JSON.stringify([{ ...known, change: 'trembled' }, known, 'fell']);

    expect(decodeToldNews({ ...toldNewsItem(news), ...toItem({ told }) })).toEqual(news);
  });

  it('is no list of anything else', () => {
    expect(() => decodeToldNews({ ...toldNewsItem(news), ...toItem({ told: '{}' }) })).toThrow(/told/);
  });
});
