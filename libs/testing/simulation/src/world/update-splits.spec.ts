import { UpdateSplits } from './update-splits';

const update = { type: 'report-update', runId: 'daily', revision: 3 };
const deliveryTo = (chatId: string) => ({ type: 'deliver', runId: 'daily', revision: 3, destination: { chatId } });
const messageOf = (content: object) => ({ messageId: 'm', body: JSON.stringify(content) });

let violations: string[];
let splits: UpdateSplits;

beforeEach(() => {
  violations = [];
  splits = new UpdateSplits({ violate: (rule) => void violations.push(rule) });
});

const put = (content: object, count: number): void => {
  for (let index = 0; index < count; index += 1) splits.onPut(content);
};

describe('UpdateSplits', () => {
  it('allows six splits of an update, each sent twice, in each place', () => {
    put(update, 1);
    put(deliveryTo('-1'), 12);
    put(deliveryTo('-2'), 12);

    expect(violations).toEqual([]);
  });

  it('notices a delivery more', () => {
    put(update, 1);
    put(deliveryTo('-1'), 13);

    expect(violations).toEqual(['messages-multiply']);
  });

  it('allows as many again for another update, and for one that counts its receives anew', () => {
    put(update, 2);
    splits.onCountedAnew(messageOf(update));
    splits.onCountedAnew(messageOf(deliveryTo('-1')));
    put(deliveryTo('-1'), 36);

    expect(violations).toEqual([]);
    put(deliveryTo('-1'), 1);
    expect(violations).toHaveLength(1);
  });
});
