import { readMail } from './read-mail';

const mailOf = (...lines: string[]): string => lines.join('\r\n');

describe('readMail', () => {
  it('finds text and HTML among the parts of a mail, and puts pictures into the HTML', () => {
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
      'é',
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

    expect(readMail(mail)).toMatchObject({
      headers: { subject: 'a report' },
      text: 'plain\né',
      html: '<p>да</p><img src="data:image/png;base64,AAEC">',
    });
  });

  it('takes a mail that is nothing but HTML, and one without', () => {
    const html = Buffer.from('<b>é</b>').toString('base64');

    expect(readMail(mailOf('Content-Type: text/html', 'Content-Transfer-Encoding: base64', '', html)).html).toBe(
      '<b>é</b>',
    );
    expect(readMail(mailOf('Subject: x', '', 'text'))).toMatchObject({ text: 'text', html: '' });
  });
});
