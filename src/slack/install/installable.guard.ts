import { type CanActivate, Injectable } from '@nestjs/common';
import { SlackOAuth } from './slack-oauth';

/** Answers that Slack is switched off before anybody looks at the request itself: guards run before pipes. */
@Injectable()
export class InstallableGuard implements CanActivate {
  constructor(private readonly oauth: SlackOAuth) {}

  /** @throws ProviderNotConfigured */
  canActivate(): boolean {
    this.oauth.requireConfigured();
    return true;
  }
}
