import { ApiSchema } from '@nestjs/swagger';
import { EmailAddress, OneOf, Text, WholeNumber } from '../../common/wire/fields';
import type { TokenPair } from './sessions';

/** What an account is made from: `POST /auth/signup`. */
@ApiSchema({ name: 'Signup' })
export class SignupBody {
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ min: 8, max: 256, blank: true, example: 'correct horse battery staple' }) password: string;
  @Text({ min: 1, max: 200, example: 'Robin' }) name: string;
}

/** What a session is begun with: `POST /auth/login`. */
@ApiSchema({ name: 'Login' })
export class LoginBody {
  @EmailAddress({ example: 'robin@example.com' }) email: string;
  @Text({ min: 1, max: 256, blank: true, example: 'correct horse battery staple' }) password: string;
}

/** What a session goes on with: `POST /auth/refresh`. */
@ApiSchema({ name: 'Refresh' })
export class RefreshBody {
  @Text({ min: 1, max: 200, description: 'Good for one use' }) refresh_token: string;
}

/** The answer to all three (RFC 6749 §5.1). */
@ApiSchema({ name: 'Tokens' })
export class TokenAnswer {
  @Text({ max: 2000, description: 'A JWT for `Authorization: Bearer`' }) access_token: string;
  @Text({ max: 200, description: 'Good for one use' }) refresh_token: string;
  @OneOf(['bearer']) token_type: 'bearer';
  @WholeNumber({ min: 900, max: 86_400, description: 'Seconds', example: 3600 }) expires_in: number;
}

/** A token pair as the wire shows it. */
export function toTokenAnswer({ accessToken, refreshToken, expiresInSeconds }: TokenPair): TokenAnswer {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer',
    expires_in: expiresInSeconds,
  };
}
