import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../common/errors/api-problem';
import { OwnTokens } from '../guard/own-tokens';
import { Public } from '../guard/principal';
import { addressOf } from '../limits/address';
import { LimitPerAddress } from '../limits/limit.decorators';
import { Registration } from '../users/registration';
import { Login } from './login';
import { LoginBody, RefreshBody, SignupBody, TokenAnswer, toTokenAnswer } from './session.wire';
import { Sessions } from './sessions';

/** Signing up, signing in, and staying signed in. */
@ApiTags('Auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly tokens: OwnTokens,
    private readonly registration: Registration,
    private readonly login: Login,
    private readonly sessions: Sessions,
  ) {}

  @Post('signup')
  @LimitPerAddress('signup')
  @ApiOperation({ summary: 'Make an account; the first one of an empty deployment is admin' })
  @ApiCreatedResponse({ type: TokenAnswer })
  @ApiProblem(403, 'forbidden', 'Signing up is closed, or people sign in through an external issuer')
  @ApiProblem(409, 'conflict', 'The e-mail is taken')
  async signUp(@Body() newcomer: SignupBody): Promise<TokenAnswer> {
    this.tokens.requireEnabled();
    return toTokenAnswer(await this.sessions.start(await this.registration.signUp(newcomer)));
  }

  @Post('login')
  @HttpCode(200)
  @LimitPerAddress('login')
  @ApiOperation({ summary: 'Sign in with e-mail and password' })
  @ApiOkResponse({ type: TokenAnswer })
  @ApiProblem(401, 'unauthenticated', 'The e-mail or the password is wrong')
  @ApiProblem(403, 'forbidden', 'People sign in through an external issuer')
  @ApiProblem(429, 'rate_limited', 'Ten failures in 15 minutes, or 60 requests in a minute')
  async logIn(@Body() { email, password }: LoginBody, @Ip() ip: string): Promise<TokenAnswer> {
    this.tokens.requireEnabled();
    return toTokenAnswer(await this.sessions.start(await this.login.verify(email, password, addressOf(ip))));
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'Trade a refresh token for the next pair' })
  @ApiOkResponse({ type: TokenAnswer })
  @ApiProblem(401, 'unauthenticated', 'Unknown, expired, or used before')
  @ApiProblem(403, 'forbidden', 'People sign in through an external issuer')
  @ApiProblem(429, 'rate_limited', 'Too many requests from this address')
  async refresh(@Body() { refresh_token }: RefreshBody): Promise<TokenAnswer> {
    this.tokens.requireEnabled();
    return toTokenAnswer(await this.sessions.refresh(refresh_token));
  }
}
