import { Fact } from '../../common/fact';

/** The token endpoint of a provider was asked for a new access token. */
export interface TokenRefreshed {
  provider: string;
  result: 'refreshed' | 'refused' | 'failed';
}

export const tokenRefreshed = new Fact<TokenRefreshed>('calendars.token-refreshed');
