import { deliverMessage } from './testing/factories';
import { rateLimited } from './testing/fake-services';
import { World } from './testing/world';

const daySeconds = 24 * 3600;

it('forgets a chat 45 days after the last write: later than a run may correct a report, and in seconds', async () => {
  const world = new World();
  world.telegram.treatments = [rateLimited(60_000)];

  await world.process(deliverMessage(3));

  const keptForDays = [...world.store.items.values()].map(
    ({ expiresAtSeconds }) => (expiresAtSeconds - world.nowMs / 1000) / daySeconds,
  );
  // The delivery and the chat's pause.
  expect(keptForDays).toEqual([45, 45]);
});

it('forgets a chat at a whole second, as DynamoDB wants it, also where the clock is between two', async () => {
  const world = new World();
  world.nowMs += 250;

  await world.process(deliverMessage(3));

  const seconds = [...world.store.items.values()].map(({ expiresAtSeconds }) => expiresAtSeconds);
  expect(seconds).toEqual([Math.ceil(world.nowMs / 1000) + 45 * daySeconds]);
});
