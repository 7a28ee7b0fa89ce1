import { randomUUID } from 'node:crypto';
import { eventually } from '../harness/eventually';
import { joinService } from '../harness/joining-service';
import { type Service, startService } from '../harness/service';
import { channelCalled, houseWith, Pigeons } from './house';
import { hurry, news, raise } from './outbox-rows';

const PEOPLE = 500;
const EACH = 2;

describe('A thousand facts and two workers', () => {
  const [these, those] = [new Pigeons(), new Pigeons()];
  let first: Service;
  let second: Service;

  beforeAll(async () => {
    first = await startService({ PROCESS_ROLE: 'worker' }, houseWith(channelCalled('pigeon', these)));
    second = await joinService(first, { PROCESS_ROLE: 'worker' }, houseWith(channelCalled('pigeon', those)));
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  it('are told once each, in order, one at a time to each person', async () => {
    const people = await first.sql<{ id: string }>(
      `INSERT INTO users (email, name, password_hash)
       SELECT $1 || number || '@example.com', 'Sam', 'x' FROM generate_series(1, ${PEOPLE}) number RETURNING id`,
      [randomUUID()],
    );
    for (let number = 1; number <= EACH; number += 1) {
      await raise(first, ...people.map(({ id }) => news(id, number)));
    }
    await eventually(async () => {
      [first, second].forEach(hurry);
      const [row] = await first.sql<{ open: number }>(
        'SELECT count(*)::int AS open FROM notifications WHERE finished_at IS NULL',
      );
      return row!.open === 0;
    });
    const flights = [...these.flights, ...those.flights].sort((one, other) => one.at - other.at);
    expect(flights).toHaveLength(PEOPLE * EACH);
    expect(new Set(flights.map(({ id }) => id)).size).toBe(PEOPLE * EACH);
    expect(Math.min(these.flights.length, those.flights.length)).toBeGreaterThan(0);
    for (const { id } of people) {
      const own = flights.filter(({ userId }) => userId === id);
      expect(own.map(({ facts }) => 'minutes' in facts && facts.minutes)).toEqual([1, 2]);
      expect(own[1]!.at - own[0]!.at).toBeGreaterThan(950);
    }
    const told = await first.sql('SELECT DISTINCT status, attempts FROM notifications');
    expect(told).toEqual([{ status: 'sent', attempts: 1 }]);
  });

  it('are waited for when a worker ends, and nothing of it is told twice', async () => {
    const [person] = await first.sql<{ id: string }>('SELECT id FROM users LIMIT 1');
    let letGo: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    for (const pigeons of [these, those]) {
      pigeons.reset();
      pigeons.answer = () => slow.then(() => ({ outcome: 'sent', receipt: {} }));
    }
    const third = await joinService(
      first,
      { PROCESS_ROLE: 'worker' },
      houseWith(channelCalled('pigeon', these)),
    );
    await raise(first, news(person!.id));
    await eventually(() => these.flights.length + those.flights.length === 1);
    const closing = third.close();
    letGo();
    await closing;
    await eventually(async () => {
      const open = await first.sql('SELECT FROM notifications WHERE finished_at IS NULL');
      return open.length === 0;
    });
    expect(these.flights.length + those.flights.length).toBe(1);
  });
});
