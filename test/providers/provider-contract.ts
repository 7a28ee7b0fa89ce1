import { Logger } from '@nestjs/common';
import { connectingContract } from './connecting-contract';
import { failureContract } from './failure-contract';
import { pullContract } from './pull-contract';
import type { RemoteWorld } from './remote-world';

/**
 * What every calendar plugin owes the rest of the house, told over real HTTP against its simulated provider.
 * `setup` starts that provider and the plugin, once.
 */
export function honoursTheProviderContract(name: string, setup: () => Promise<RemoteWorld>): void {
  describe(`${name}, as a calendar provider`, () => {
    let world: RemoteWorld | undefined;
    const current = (): RemoteWorld => world!;
    const usual: Record<'data' | 'token', object> = { data: {}, token: {} };
    beforeAll(async () => {
      world = await setup();
      Logger.overrideLogger(false);
      Object.assign(usual, { data: { ...world.limits.data }, token: { ...world.limits.token } });
    });
    beforeEach(async () => {
      Object.assign(current().limits.data, usual.data);
      Object.assign(current().limits.token, usual.token);
      await current().reset();
    });
    afterAll(() => world?.close());

    describe('connecting', () => connectingContract(current));
    describe('pulling', () => pullContract(current));
    describe('on a bad day', () => failureContract(current));
  });
}
