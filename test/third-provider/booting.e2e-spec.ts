import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { ProviderRegistry } from '../../src/calendars/provider/provider-registry';
import { startService } from '../harness/service';
import { HouseWithAlmanac, houseWith, pluginCalled } from './house';

const ALMANAC = { ALMANAC_URL: 'http://127.0.0.1:1' };

/** What the whole service refuses to boot for, with plugins of these slugs. */
const refusalOf = async (...slugs: string[]): Promise<string> => {
  const service = await startService(ALMANAC, houseWith(...slugs)).catch((error: Error) => error);
  if (service instanceof Error) return service.message;
  await service.close();
  return 'none';
};

/** The same of the registry alone. */
const registryRefusalOf = async (slug: string): Promise<string> => {
  const parts = { imports: [DiscoveryModule, pluginCalled(slug)], providers: [ProviderRegistry] };
  const registry = await Test.createTestingModule(parts).compile();
  return registry.init().then(
    () => 'none',
    (error: Error) => error.message,
  );
};

describe('A plugin at boot', () => {
  it('is welcome beside others', async () => {
    expect(await refusalOf('almanac', 'another-1')).toBe('none');
  });

  it('is refused when another one has its slug', async () => {
    expect(await refusalOf('almanac', 'almanac')).toBe("Two calendar providers claim 'almanac'.");
    expect(await refusalOf('google')).toBe("Two calendar providers claim 'google'.");
  });

  it('is refused with a slug that is reserved, or that would do no good in a route', async () => {
    expect(await refusalOf('slack')).toBe("'slack' is reserved and cannot be a calendar provider.");
    expect(await refusalOf('Almanac')).toBe("'Almanac' cannot be the slug of a calendar provider.");
  });

  it.each(['accounts', 'calendars', 'jobs', 'rules', 'slack'])(
    'leaves the house the routes under %s',
    async (slug) => {
      expect(await registryRefusalOf(slug)).toContain('is reserved');
    },
  );

  it.each(['', 'a', 'al manac', 'al/manac', '../almanac', '1almanac', '-almanac', 'a'.repeat(32)])(
    "cannot be called '%s'",
    async (slug) => {
      expect(await registryRefusalOf(slug)).toContain('cannot be the slug');
    },
  );

  it.each(['al', 'almanac-2', 'a'.repeat(31)])("may be called '%s'", async (slug) => {
    expect(await registryRefusalOf(slug)).toBe('none');
  });

  it('without its variables is off, says which, and disturbs nobody', async () => {
    const service = await startService({ ALMANAC_URL: '' }, HouseWithAlmanac);
    const user = await service.signUp();
    const { body } = await user.get('/integrations/almanac/authorize').expect(503);
    expect(body).toMatchObject({
      code: 'provider_not_configured',
      detail: 'The Almanac is switched off: set ALMANAC_URL.',
    });
    await user.get('/integrations/calendars').expect(200);
    await user.get('/integrations/almanach/authorize').expect(404);
    await service.close();
  });
});
