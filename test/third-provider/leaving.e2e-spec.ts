import { captureLog } from '../harness/captured-log';
import { type Service, startService } from '../harness/service';
import { AlmanacServer } from './almanac.server';
import { HouseWithAlmanac } from './house';

describe('A plugin that fails in a way it does not know while a grant is withdrawn', () => {
  const log = captureLog();
  let service: Service;
  afterAll(async () => {
    await service.close();
    jest.restoreAllMocks();
  });

  it('keeps nobody from leaving, and is in the log with what went wrong', async () => {
    const server = await AlmanacServer.start();
    service = await startService({ ALMANAC_URL: server.url, LOG_LEVEL: 'info' }, HouseWithAlmanac);
    server.almanac.openFor('reader@almanac.example');
    const user = await service.signUp();
    const begun = await user.get('/integrations/almanac/authorize').expect(200);
    const callback = server.almanac.consent(begun.body.auth_url as string);
    const { body } = await user.post('/integrations/almanac/callback', callback).expect(200);

    // Its `revoke` makes nothing of an error of `fetch`.
    await server.close();
    await user.delete(`/integrations/accounts/${body.oauth_account_id}`).expect(204);

    expect(log.lines('grant not withdrawn')).toEqual([
      expect.objectContaining({
        provider: 'almanac',
        code: 'internal_error',
        err: expect.objectContaining({ type: 'TypeError', stack: expect.stringContaining('almanac') }),
      }),
    ]);
  });
});
