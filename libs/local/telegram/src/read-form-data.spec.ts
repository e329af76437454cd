import { BotApiError } from './bot-api-error';
import { readFormData } from './read-form-data';

const read = (body: string, contentType = 'multipart/form-data; boundary=x') =>
  readFormData(contentType, Buffer.from(body));

const part = (disposition: string, content = 'v', more = ''): string =>
  `--x\r\nContent-Disposition: ${disposition}\r\n${more}\r\n${content}\r\n--x--\r\n`;

describe('readFormData', () => {
  it('reads fields and files, with and without quotes, in UTF-8', async () => {
    const form = new FormData();
    form.set('text', 'é\r\n--y');
    form.set('photo', new Blob(['\u0000\u0001'], { type: 'image/png' }), 'ü "1".png');
    const { headers, body } = new Response(form);
    const bytes = Buffer.from(await new Response(body).arrayBuffer());

    const parts = readFormData(headers.get('content-type') ?? '', bytes);

    expect(parts.map(({ bytes: content, ...rest }) => [rest, content.toString()])).toEqual([
      [{ name: 'text', fileName: undefined, contentType: 'application/octet-stream' }, 'é\r\n--y'],
      [{ name: 'photo', fileName: 'ü "1".png', contentType: 'image/png' }, '\u0000\u0001'],
    ]);
    expect(read(part('form-data; name=a; filename=b%20c'))[0]).toMatchObject({ name: 'a', fileName: 'b c' });
    expect(read(`prologue\r\n${part('form-data; name="a\\"b"')}`)[0]).toMatchObject({ name: 'a"b' });
    expect(read('--x--\r\n')).toEqual([]);
  });

  it('finds the boundary in quotes too', () => {
    expect(read(part('form-data; name=a'), 'Multipart/Form-Data; Boundary="x"; charset=utf-8')).toHaveLength(1);
  });

  it.each([
    ['no form', undefined, 'unexpected end of request content'],
    ['--x\r\nContent-Disposition: form-data; name=a\r\n\r\nv', undefined, 'unexpected end of request content'],
    ['--x\r\n\r\nv\r\n--x--', undefined, 'headers in multipart/form-data are empty'],
    ['--x\r\nnonsense\r\n\r\nv\r\n--x--', undefined, "can't parse form data headers"],
    [part('attachment; name=a'), undefined, 'expected form-data content disposition'],
    [part('form-data; name="a'), undefined, 'unclosed quoted string in Content-Disposition header'],
    [part('form-data; name="a\\'), undefined, 'wrong escape sequence in Content-Disposition header'],
    [part('form-data; name="a" x'), undefined, "expected ';' in Content-Disposition header"],
    [part('form-data; filename=a'), undefined, 'field name in multipart/form-data not found'],
    ['x', 'multipart/form-data', 'boundary not found'],
    ['x', 'multipart/form-data; boundary', 'boundary value not found'],
    ['x', 'multipart/form-data; boundary=', 'boundary too big or empty'],
  ])('refuses %j as Telegram does', (body, contentType, description) => {
    expect(() => read(body, contentType)).toThrow(new BotApiError(400, `Bad Request: ${description}`));
  });

  it('takes 50 files and a mebibyte of other fields', () => {
    const many = Array.from(
      { length: 51 },
      (_, at) => `--x\r\nContent-Disposition: form-data; name=a${at}; filename=b`,
    );
    const body = `${many.map((head) => `${head}\r\n\r\nv\r\n`).join('')}--x--`;

    expect(() => read(body)).toThrow('Request Entity Too Large: too many files attached');
    expect(() => read(part('form-data; name=a', 'v', `X: ${'x'.repeat(1 << 18)}\r\n`))).toThrow(
      'Request Header Fields Too Large: total headers size exceeded',
    );
    expect(() => read(part('form-data; name=a', 'x'.repeat((1 << 20) + 1)))).toThrow(
      'Request Entity Too Large: too many parameters in form data',
    );
  });
});
