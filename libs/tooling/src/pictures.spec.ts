const { pageOfMail } = jest.requireActual<{ pageOfMail: (mail: Buffer) => string }>('../pictures/read-mail');
const { chatPage } = jest.requireActual<{
  chatPage: (html: string, buttons?: readonly (readonly string[])[]) => string;
}>('../pictures/chat-page');

const mailOf = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));

describe('pageOfMail', () => {
  it('finds the HTML among the parts of a mail, and puts pictures into it', () => {
    const mail = mailOf(
      'Subject: a report',
      'Content-Type: multipart/related;',
      ' boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'plain',
      '--inner',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>=D0=B4=',
      '=D0=B0</p><img src=3D"cid:chart@pulso">',
      '--inner--',
      '',
      '--outer',
      'Content-Type: image/png',
      'Content-ID: <chart@pulso>',
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC',
      '--outer--',
      '',
    );

    expect(pageOfMail(mail)).toBe('<p>да</p><img src="data:image/png;base64,AAEC">');
  });

  it('takes a mail that is nothing but HTML, and refuses one without', () => {
    const html = Buffer.from('<b>é</b>').toString('base64');

    expect(pageOfMail(mailOf('Content-Type: text/html', 'Content-Transfer-Encoding: base64', '', html))).toBe(
      '<b>é</b>',
    );
    expect(() => pageOfMail(mailOf('Subject: x', '', 'text'))).toThrow('no part of type text/html');
  });
});

describe('chatPage', () => {
  it('shows a message as it was sent, with the labels of its buttons as text', () => {
    const page = chatPage('<b>428</b>\n<blockquote expandable>a</blockquote>\n<i>b</i>\n', [['7 days', '<x>']]);

    expect(page).toContain('<b>428</b>\n<blockquote expandable>a</blockquote><i>b</i><span');
    expect(page).toContain('<span>7 days</span><span>&lt;x></span>');
  });
});
