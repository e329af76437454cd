import { describeLoad } from './describe-load';

describe('describeLoad', () => {
  it('says nothing of a quiet machine', () => {
    expect(describeLoad(0.5, 2)).toBeUndefined();
  });

  it('warns of a busy one', () => {
    expect(describeLoad(0.6, 2)).toContain('(load 0.6 on 2 cores)');
  });
});
