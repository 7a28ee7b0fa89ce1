import { type GoogleService, startGoogleService } from '../harness/google-service';
import { accountOf, type Connected, endRefreshPause, expireToken, newConnectedUser } from './people';

describe('A refresh while the database is in trouble', () => {
  let service: GoogleService;
  let robin: Connected;

  beforeAll(async () => {
    service = await startGoogleService();
    await service.google.settings({ rotateRefreshTokens: true });
  });
  beforeEach(async () => {
    await service.google.clearFaults();
    robin = await newConnectedUser(service);
  });
  afterEach(() => service.sql('DROP TRIGGER trouble ON user_oauth_accounts'));
  afterAll(() => service.close());

  /** Refuses the first `times` updates that end a refresh. A sequence counts on when a transaction is undone. */
  const refuseEnds = async (times: number): Promise<void> => {
    await service.sql('DROP SEQUENCE IF EXISTS refused_ends');
    await service.sql('CREATE SEQUENCE refused_ends');
    await service.sql(
      `CREATE OR REPLACE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('refused_ends') <= ${times} THEN RAISE EXCEPTION 'out of order'; END IF;
         RETURN NEW;
       END $$`,
    );
    await service.sql(
      `CREATE TRIGGER trouble BEFORE UPDATE ON user_oauth_accounts FOR EACH ROW
       WHEN (OLD.refresh_lease_expires_at IS NOT NULL AND NEW.refresh_lease_expires_at IS NULL)
       EXECUTE FUNCTION trouble()`,
    );
  };

  it('keeps what the provider gave, for the former refresh token is dead by then', async () => {
    await expireToken(service, robin.accountId);
    await refuseEnds(1);
    await robin.list().expect(200);

    await expireToken(service, robin.accountId);
    await endRefreshPause(service, robin.accountId);
    await robin.list().expect(200);
    expect(await accountOf(robin)).toMatchObject({ status: 'active' });
  });

  it('says why the provider failed, although the lease cannot be ended', async () => {
    await expireToken(service, robin.accountId);
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status: 500 } });
    await refuseEnds(100);
    const { body } = await robin.list().expect(502);
    expect(body).toMatchObject({ code: 'provider_error' });
  });
});
