import { previewJson } from './inline';

describe('previewJson', () => {
  it('shows members in one line, without what every line of a log has', () => {
    const text = '{"time":"12:00","type":"platform.start","record":{"requestId":"1","version":"2"}}';

    expect(previewJson(text).line).toBe('type: "platform.start"  record: {"version":"2"}');
  });

  it('shows all of it indented, JSON within texts as well', () => {
    expect(previewJson('{"time":1,"plan":"{\\"id\\":[1]}","odd":"{x"}').full).toBe(
      '{\n  "time": 1,\n  "plan": {\n    "id": [\n      1\n    ]\n  },\n  "odd": "{x"\n}',
    );
  });

  it('leaves out of the line what is shown beside it', () => {
    expect(previewJson('{"pk":"run","sk":"plan","values":"[1]"}', ['pk', 'sk']).line).toBe('values: [1]');
  });

  it.each(['plain text', '5', 'null', '{broken', ''])('leaves %j as it is', (text) => {
    expect(previewJson(text)).toEqual({ line: text, full: text });
  });
});
