import { eventsOfFile } from './duck-db-events';

describe('eventsOfFile', () => {
  it('keeps a quote in the name of a folder inside of the text', () => {
    expect(eventsOfFile("/home/o'neil/x.ndjson")).toContain("read_ndjson('/home/o''neil/x.ndjson', ");
  });
});
