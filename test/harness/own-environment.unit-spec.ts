import { setEnvironment } from './own-environment';

describe('setEnvironment', () => {
  it('leaves nothing of what it set before', () => {
    process.env.STAYS = 'there';
    process.env.COVERED = 'by the test run';

    setEnvironment({ COVERED: 'by a service', JWT_JWKS_URL: 'of a service' });
    expect(process.env).toMatchObject({ COVERED: 'by a service', JWT_JWKS_URL: 'of a service' });

    setEnvironment({ SIGNUP: 'open' });
    expect(process.env).toMatchObject({ STAYS: 'there', COVERED: 'by the test run', SIGNUP: 'open' });
    expect(process.env).not.toHaveProperty('JWT_JWKS_URL');
  });
});
