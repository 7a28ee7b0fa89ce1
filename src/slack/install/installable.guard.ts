import { type CanActivate, Injectable } from '@nestjs/common';
import { SlackOAuth } from './slack-oauth';

/** Where Slack is switched off, that matters more than what is wrong with a request to it: guards come before the pipes. */
@Injectable()
export class InstallableGuard implements CanActivate {
  constructor(private readonly oauth: SlackOAuth) {}

  /** @throws ProviderNotConfigured */
  canActivate(): boolean {
    this.oauth.requireConfigured();
    return true;
  }
}
