import { startService } from '../harness/service';
import { channelCalled, houseWith, Pigeons } from './house';

describe('Channels', () => {
  it('have names of their own', async () => {
    const twins = houseWith(channelCalled('twin', new Pigeons()), channelCalled('twin', new Pigeons()));
    await expect(startService({}, twins)).rejects.toThrow("Two notification channels claim 'twin'.");
  });
});
