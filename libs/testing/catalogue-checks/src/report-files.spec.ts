import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue } from '@pulso/domain/reports';

const folder = 'libs/domain/reports/src/catalogue';
const path = join(__dirname, '../../../..', folder);

describe('the file of a report', () => {
  it.each(catalogue)('is named by its id, as errors say: $id', ({ id }) => {
    expect(existsSync(join(path, `${id}.ts`))).toBe(true);
  });

  it('is one of the catalogue: a report that its index leaves out is never sent', () => {
    const defining = readdirSync(path).filter((file) =>
      readFileSync(join(path, file), 'utf8').includes(': ReportDefinition<'),
    );
    const unlisted = defining.filter((file) => !catalogue.some(({ id }) => file === `${id}.ts`));
    if (unlisted.length === 0) return;
    const advice = 'Add it to the list in index.ts there, or name the file by the id of its report';
    throw new Error(`No report of the catalogue has the file ${unlisted.join(', ')} in ${folder}. ${advice}.`);
  });
});
