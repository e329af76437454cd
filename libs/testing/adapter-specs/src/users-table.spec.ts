import { type DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { createCommandStates, createForgetUser, createMeetUser, createUpdateClaims } from '@pulso/adapters/dynamodb';
import { type ClaimAttempt, type KeptStates, type UpdateClaims, nothingKept } from '@pulso/domain/conversation';
import { dayMs } from '@pulso/kit/time';

import { type LocalTable, startLocalTable } from './start-local-table';

const tableName = 'pulso-test-users';
const nowMs = Date.parse('2026-11-25T10:00:00.500Z');

const attemptOf = (token: string, overrides: Partial<ClaimAttempt> = {}): ClaimAttempt => ({
  claimId: '880000001',
  token,
  nowMs,
  leaseUntilMs: nowMs + 60_000,
  expiresAtMs: nowMs + dayMs,
  ...overrides,
});

describe('the users adapter against the local DynamoDB', () => {
  let table: LocalTable;
  let client: DynamoDBClient;
  let claims: UpdateClaims;

  beforeEach(async () => {
    table = await startLocalTable(tableName);
    client = table.client;
    claims = createUpdateClaims(client, tableName);
  });

  afterEach(() => table.stop());

  describe('a claim', () => {
    it('goes to the first handler and to no other while its lease runs', async () => {
      const first = await claims.claim(attemptOf('a'));
      const second = await claims.claim(attemptOf('b', { nowMs: nowMs + 59_999 }));

      expect([first, second]).toEqual([
        { type: 'claimed', attempt: 1, firstClaimedAtMs: nowMs, sentCount: 0 },
        { type: 'in-progress' },
      ]);
    });

    it('goes to exactly one of many that come at once', async () => {
      const results = await Promise.all(Array.from({ length: 8 }, (_, i) => claims.claim(attemptOf(`t${i}`))));

      expect(results.filter(({ type }) => type === 'claimed')).toHaveLength(1);
      expect(results.filter(({ type }) => type === 'in-progress')).toHaveLength(7);
    });

    it('is the same when it is made again after a lost answer', async () => {
      await claims.claim(attemptOf('a'));

      expect(await claims.claim(attemptOf('a'))).toEqual({
        type: 'claimed',
        attempt: 1,
        firstClaimedAtMs: nowMs,
        sentCount: 0,
      });
    });

    it('is taken over by exactly one of many after its lease, as another attempt', async () => {
      await claims.claim(attemptOf('a'));
      const late = { nowMs: nowMs + 60_000, leaseUntilMs: nowMs + 120_000 };

      const results = await Promise.all(Array.from({ length: 8 }, (_, i) => claims.claim(attemptOf(`t${i}`, late))));

      expect(results.filter(({ type }) => type === 'claimed')).toEqual([
        { type: 'claimed', attempt: 2, firstClaimedAtMs: nowMs, sentCount: 0 },
      ]);
      expect(results.filter(({ type }) => type === 'in-progress')).toHaveLength(7);
    });

    it('is taken over by a call that is made twice, because its first answer was lost', async () => {
      await claims.claim(attemptOf('a'));
      const repeat = { step: 'initialize', name: 'repeat' } as const;
      client.middlewareStack.add((next) => async (args) => next(args).then(() => next(args)), repeat);

      const result = await claims.claim(attemptOf('b', { nowMs: nowMs + 60_000, leaseUntilMs: nowMs + 120_000 }));

      expect(result).toEqual({ type: 'claimed', attempt: 2, firstClaimedAtMs: nowMs, sentCount: 0 });
    });

    it('can not be completed by a handler that has lost it', async () => {
      await claims.claim(attemptOf('a'));
      await claims.claim(attemptOf('b', { nowMs: nowMs + 60_000, leaseUntilMs: nowMs + 120_000 }));

      const [zombie, owner] = [
        await claims.complete({ claimId: '880000001', token: 'a' }),
        await claims.complete({ claimId: '880000001', token: 'b' }),
      ];

      expect([zombie, owner]).toEqual(['lost', 'completed']);
    });

    it('that is done stays done after its lease, even for the handler that had it', async () => {
      await claims.claim(attemptOf('a'));
      await claims.complete({ claimId: '880000001', token: 'a' });

      const later = { nowMs: nowMs + dayMs - 1_000 };

      expect(await claims.claim(attemptOf('b', later))).toEqual({ type: 'done' });
      expect(await claims.claim(attemptOf('a'))).toEqual({ type: 'done' });
    });

    it('is forgotten after a day, although DynamoDB has not deleted it', async () => {
      await claims.claim(attemptOf('a'));
      await claims.complete({ claimId: '880000001', token: 'a' });

      const nextDay = { nowMs: nowMs + dayMs + 1_000 };

      expect(await claims.claim(attemptOf('b', nextDay))).toEqual({
        type: 'claimed',
        attempt: 1,
        firstClaimedAtMs: nextDay.nowMs,
        sentCount: 0,
      });
    });

    it('can be taken at once after it was released, but not after it was done', async () => {
      await claims.claim(attemptOf('a'));
      await claims.release({ claimId: '880000001', token: 'a' });
      const next = await claims.claim(attemptOf('b'));
      await claims.complete({ claimId: '880000001', token: 'b' });
      await claims.release({ claimId: '880000001', token: 'b' });

      expect(next).toEqual({ type: 'claimed', attempt: 2, firstClaimedAtMs: nowMs, sentCount: 0 });
      expect(await claims.claim(attemptOf('c'))).toEqual({ type: 'done' });
    });

    it('is not released by a handler that has lost it', async () => {
      await claims.claim(attemptOf('a'));

      await claims.release({ claimId: '880000001', token: 'zombie' });

      expect(await claims.claim(attemptOf('b'))).toEqual({ type: 'in-progress' });
    });

    it('tells the next handler how many messages are sent, and ignores a handler that has lost it', async () => {
      await claims.claim(attemptOf('a'));
      await claims.noteSent({ claimId: '880000001', token: 'a' }, 2);
      await claims.noteSent({ claimId: '880000001', token: 'zombie' }, 5);
      await claims.release({ claimId: '880000001', token: 'a' });

      expect(await claims.claim(attemptOf('b'))).toMatchObject({ attempt: 2, sentCount: 2 });
    });

    it('can be deleted by DynamoDB when its time is over', async () => {
      await claims.claim(attemptOf('a'));

      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: { pk: { S: 'update#880000001' } } }),
      );

      expect(Item?.['expiresAtSeconds']).toEqual({ N: String(Math.ceil((nowMs + dayMs) / 1000)) });
    });
  });

  describe('what commands keep of a person', () => {
    const ada = '0123456789abcdef';
    const kept: KeptStates = {
      version: 1,
      states: { quiz: { value: { question: 2 }, untilMs: nowMs + dayMs } },
      question: { command: 'quiz', untilMs: nowMs + 2 * dayMs },
      turns: [{ claimId: '880000001', atMs: nowMs, before: { value: 1, untilMs: nowMs } }],
    };

    it('is read as it was written, and is empty before', async () => {
      const states = createCommandStates(client, tableName);

      const before = await states.read(ada);
      const written = await states.write(ada, kept, 0);

      expect([before, written]).toEqual([nothingKept, 'written']);
      expect(await states.read(ada)).toEqual(kept);
    });

    it('is written by one of many with the same read', async () => {
      const states = createCommandStates(client, tableName);
      const writeAll = (version: number, before: number) =>
        Promise.all(Array.from({ length: 4 }, () => states.write(ada, { ...kept, version }, before)));

      const results = [await writeAll(7, 0), await writeAll(8, 7), await writeAll(8, 7)];

      expect(results.map((each) => each.filter((result) => result === 'written').length)).toEqual([1, 1, 0]);
    });

    it('is gone with the person, and can be deleted by DynamoDB when all of it is over', async () => {
      const states = createCommandStates(client, tableName);
      await states.write(ada, kept, 0);
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));

      await createForgetUser(client, tableName)(ada);

      expect(Items).toMatchObject([{ expiresAtSeconds: { N: String(Math.ceil((nowMs + 2 * dayMs) / 1000)) } }]);
      expect(await states.read(ada)).toEqual(nothingKept);
    });

    it('is not written by a handler that read it before the person was forgotten', async () => {
      const states = createCommandStates(client, tableName);
      await states.write(ada, { ...kept, version: 1_000 }, 0);
      const { version } = await states.read(ada);
      await createForgetUser(client, tableName)(ada);
      await states.write(ada, { ...kept, states: {}, version: 2_000 }, 0);

      expect(await states.write(ada, { ...kept, version: version + 1 }, version)).toBe('conflict');
      expect(await states.read(ada)).toMatchObject({ states: {} });
    });

    it('says what is wrong if it cannot be read, without quoting it', async () => {
      const Item = { pk: { S: `states#${ada}` }, version: { N: '1' }, content: { S: '{"states":"secret"}' } };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));

      const reading = createCommandStates(client, tableName).read(ada);

      await expect(reading).rejects.toThrow('content.states is wrong');
      await expect(reading).rejects.not.toThrow('secret');
    });
  });

  describe('a person', () => {
    const [ada, bob] = ['0123456789abcdef', 'fedcba9876543210'];
    const request = (updateId: number, day: number) => ({ updateId, day, alias: `alias-of-${updateId}` });

    it('is new whenever the first request is handled, and in no other request', async () => {
      const meetUser = createMeetUser(client, tableName);

      const answers = [
        await meetUser(ada, request(7, 20_000)),
        await meetUser(ada, request(8, 20_003)),
        await meetUser(ada, { ...request(7, 20_001), alias: 'another' }),
        await meetUser(bob, request(8, 20_003)),
      ];

      expect(answers).toEqual([
        { isNew: true, firstSeenDay: 20_000, alias: 'alias-of-7', peopleCount: 1 },
        { isNew: false, firstSeenDay: 20_000, alias: 'alias-of-7', peopleCount: 1 },
        { isNew: true, firstSeenDay: 20_000, alias: 'alias-of-7', peopleCount: 1 },
        { isNew: true, firstSeenDay: 20_003, alias: 'alias-of-8', peopleCount: 2 },
      ]);
    });

    it('is new in one of many requests that come at once', async () => {
      const meetUser = createMeetUser(client, tableName);

      const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => meetUser(ada, request(i, 20_000))));

      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(answers.map(({ alias }) => alias)).size).toBe(1);
    });

    it('is gone when forgotten, also twice, and new after that; others stay', async () => {
      const meetUser = createMeetUser(client, tableName);
      const forgetUser = createForgetUser(client, tableName);
      await meetUser(ada, request(7, 20_000));
      await meetUser(bob, request(8, 20_000));

      const forgotten = [await forgetUser(ada), await forgetUser(ada)];
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));

      expect(Items.map(({ pk }) => pk?.S).sort()).toEqual(['people', `user#${bob}`]);
      expect(forgotten).toEqual([{ alias: 'alias-of-7', peopleCount: 1 }, { peopleCount: 1 }]);
      expect(await meetUser(ada, request(9, 20_005))).toEqual({
        isNew: true,
        firstSeenDay: 20_005,
        alias: 'alias-of-9',
        peopleCount: 2,
      });
    });

    it('is met while nothing can be counted, and counted at the next request', async () => {
      const meetUser = createMeetUser(client, tableName);
      let isCounting = false;
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (isCounting || commandName === 'PutItemCommand') return await next(args);
            throw new Error(`${commandName} is refused.`);
          },
        { step: 'initialize' },
      );

      const uncounted = await meetUser(ada, request(7, 20_000));
      isCounting = true;
      const counted = [await meetUser(ada, request(8, 20_001)), await meetUser(ada, request(9, 20_001))];

      expect(uncounted).toEqual({ isNew: true, firstSeenDay: 20_000, alias: 'alias-of-7' });
      expect(counted.map(({ peopleCount }) => peopleCount)).toEqual([1, 1]);
    });

    it('gets the count of all people until then, concurrent ones included', async () => {
      const meetUser = createMeetUser(client, tableName);
      let comesBetween = async (): Promise<void> => void (await meetUser(bob, request(8, 20_000)));
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === 'TransactWriteItemsCommand') {
              const comes = comesBetween;
              comesBetween = () => Promise.resolve();
              await comes();
            }
            return await next(args);
          },
        { step: 'initialize' },
      );

      expect(await meetUser(ada, request(7, 20_000))).toMatchObject({ peopleCount: 2 });
    });

    it('is counted once despite concurrent requests, and beside others who are new or leave', async () => {
      const meetUser = createMeetUser(client, tableName);
      const forgetUser = createForgetUser(client, tableName);
      const people = Array.from({ length: 6 }, (_, index) => `${index}`.repeat(16));
      await Promise.all(people.slice(0, 2).map((person, index) => meetUser(person, request(index, 20_000))));

      await Promise.all([
        ...people.flatMap((person, index) => [1, 2].map(() => meetUser(person, request(index, 20_000)))),
        ...[bob, bob].map((person) => forgetUser(person)),
      ]);
      await Promise.all([ada, ada].map((person) => meetUser(person, request(90, 20_001))));
      await Promise.all([ada, ada, ...people.slice(0, 1)].map((person) => forgetUser(person)));

      expect(await forgetUser(bob)).toEqual({ peopleCount: 5 });
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
      expect(Items.filter(({ pk }) => pk?.S?.startsWith('user#'))).toHaveLength(5);
    });
  });
});
