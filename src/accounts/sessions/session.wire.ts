import { EmailAddress, OneOf, Text, WholeNumber } from '../../common/wire/fields';
import type { TokenPair } from './sessions';

/** `POST /auth/signup` */
export class SignupRequest {
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ min: 8, max: 256, blank: true, example: 'correct horse battery staple' }) password: string;
  @Text({ min: 1, max: 200, example: 'Robin' }) name: string;
}

/** `POST /auth/login` */
export class LoginRequest {
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ min: 1, max: 256, blank: true, example: 'correct horse battery staple' }) password: string;
}

/** `POST /auth/refresh` */
export class RefreshRequest {
  @Text({ min: 1, max: 200, description: 'Good for one use' }) refresh_token: string;
}

/** The answer to all three (RFC 6749 §5.1). */
export class TokenAnswer {
  @Text({ max: 2000, description: 'A JWT for `Authorization: Bearer`' }) access_token: string;
  @Text({ max: 200, description: 'Good for one use' }) refresh_token: string;
  @OneOf(['bearer']) token_type: 'bearer';
  @WholeNumber({ min: 900, max: 86_400, description: 'Seconds', example: 3600 }) expires_in: number;
}

/** Token pair to wire. */
export function toTokenAnswer({ accessToken, refreshToken, expiresInSeconds }: TokenPair): TokenAnswer {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer',
    expires_in: expiresInSeconds,
  };
}
