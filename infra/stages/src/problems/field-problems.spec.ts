import { fieldProblems } from './field-problems';

const known = ['id', 'username'];

describe('fieldProblems', () => {
  it('takes what is known, and less', () => {
    expect(fieldProblems('', { id: 1, username: 'a' }, known)).toEqual([]);
    expect(fieldProblems('', {}, known)).toEqual([]);
  });

  it('stops at a slip, with the place and the fields that there are', () => {
    expect(fieldProblems('botInfo.', { id: 1, usrname: 'a' }, known)).toEqual([
      'botInfo.usrname is a field that nothing reads: leave it out, or write one of id, username',
    ]);
  });

  it('says of a token where it belongs, and does not repeat it', () => {
    expect(fieldProblems('', { token: '8123456789:AAexample-of-a-token' }, known)).toEqual([
      'token has a token in it: leave it out, a secret belongs into no file, npm run secrets takes it',
    ]);
  });
});
