import { Inject, Injectable } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import type { Request, Response } from 'express';
import { newToken } from '../../common/secrets/one-time-token';
import { httpConfig } from '../../config/http.config';
import { browserOf, rememberBrowser } from './browser-cookie';
import type { AuthorizationAnswer, AuthorizeQuery } from './connection.wire';
import { parseReturnTo } from './return-to';

/** Makes the state of an authorization, and the address at the provider that carries it. */
export type Begin = (begun: {
  /** The browser's name for itself. */
  browser: string;
  /** Where the browser lands in the end. */
  returnTo: string;
}) => Promise<{ authUrl: string; state: string }>;

/** Authorizations begun in browsers, whichever integration they are for. */
@Injectable()
export class BrowserAuthorizations {
  constructor(@Inject(httpConfig.KEY) private readonly http: ConfigType<typeof httpConfig>) {}

  /** Begins an authorization, and gives the browser the cookie by which its callback is known. @throws ValidationFailed */
  async begin(
    { return_to }: AuthorizeQuery,
    request: Request,
    response: Response,
    begin: Begin,
  ): Promise<AuthorizationAnswer> {
    const { frontendUrl, publicUrl, secureCookies } = this.http;
    const returnTo = parseReturnTo(return_to ?? frontendUrl.href, [frontendUrl, publicUrl]);
    // One name for a browser, so that two authorizations begun in two tabs do not undo each other.
    const browser = browserOf(request) ?? newToken();
    const { authUrl, state } = await begin({ browser, returnTo });
    rememberBrowser(response, browser, secureCookies);
    return { auth_url: authUrl, state };
  }
}
