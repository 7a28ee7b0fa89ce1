import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClockModule } from '../common/clock.module';
import { accountsConfig } from '../config/accounts.config';
import { backgroundConfig } from '../config/background.config';
import { redisConfig } from '../config/redis.config';
import { secretsConfig } from '../config/secrets.config';
import { AccessGuard } from './guard/access.guard';
import { AuthenticationGuard } from './guard/authentication.guard';
import { Bearer } from './guard/bearer';
import { ExternalTokens } from './guard/external-tokens';
import { OwnTokens } from './guard/own-tokens';
import { Fingerprint } from './idempotency/fingerprint';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { IdempotencyKey } from './idempotency/idempotency-key.entity';
import { IdempotencyKeyRepository } from './idempotency/idempotency-key.repository';
import { FailedLogins } from './limits/failed-logins';
import { LimitGuard } from './limits/limit.guard';
import { LimitStore } from './limits/limit-store';
import { RemoveExpiredSessions } from './remove-expired-sessions.task';
import { AuthController } from './sessions/auth.controller';
import { Login } from './sessions/login';
import { RefreshToken } from './sessions/refresh-token.entity';
import { RefreshTokenRepository } from './sessions/refresh-token.repository';
import { Sessions } from './sessions/sessions';
import { MeController } from './users/me.controller';
import { Registration } from './users/registration';
import { User } from './users/user.entity';
import { UserRepository } from './users/user.repository';
import { UsersController } from './users/users.controller';

/** Users, sessions, and the guards of every route: authentication, limits and access, in this order. */
@Module({
  imports: [
    ClockModule,
    ConfigModule.forFeature(accountsConfig),
    ConfigModule.forFeature(backgroundConfig),
    ConfigModule.forFeature(redisConfig),
    ConfigModule.forFeature(secretsConfig),
    TypeOrmModule.forFeature([User, RefreshToken, IdempotencyKey]),
  ],
  controllers: [AuthController, MeController, UsersController],
  providers: [
    OwnTokens,
    ExternalTokens,
    Bearer,
    LimitStore,
    FailedLogins,
    UserRepository,
    RefreshTokenRepository,
    Registration,
    Login,
    Sessions,
    IdempotencyKeyRepository,
    Fingerprint,
    RemoveExpiredSessions,
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: LimitGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [UserRepository],
})
export class AccountsModule {}
