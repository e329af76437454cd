import { languages } from '@pulso/kit/texts';

import { chatReports, wordOf } from './chat-reports';

/** As many letters as a button has room for beside others. */
const maxLabelLength = 20;

describe('the reports that owners can ask for', () => {
  it('have first words that tell them apart, since /report takes the first one of several', () => {
    const words = chatReports.map(wordOf);

    expect(words.filter((word, index) => words.indexOf(word) < index)).toEqual([]);
  });

  it.each(languages)('have labels of their own in %s that fit a button', (language) => {
    const labels = chatReports.map(({ label }) => label[language] ?? '');

    expect(labels.filter((label) => !/^\S(?:.*\S)?$/.test(label) || label.length > maxLabelLength)).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
