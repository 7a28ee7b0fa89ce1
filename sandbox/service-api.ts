/** Somebody who signs in, and what they would have set once they did. */
interface Person {
  email: string;
  name: string;
  password: string;
  timezone: string;
}

/** The service's API as any client sees it. */
export class ServiceApi {
  private token?: string;

  /** @param url the service's address */
  constructor(private readonly url: string) {}

  /** Signs in, after signing up when nobody has yet. */
  async signIn({ email, name, password, timezone }: Person): Promise<void> {
    const signedUp = (await this.send('POST', '/auth/signup', { email, name, password }, [409])) as object;
    const session = await this.send('POST', '/auth/login', { email, password });
    this.token = (session as { access_token: string }).access_token;
    if ('access_token' in signedUp) await this.send('PATCH', '/auth/me', { timezone });
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path) as Promise<T>;
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.send('POST', path, body) as Promise<T>;
  }

  /** @throws Error with the service's own words, unless the status is one of `tolerated` */
  private async send(
    method: string,
    path: string,
    body?: object,
    tolerated: number[] = [],
  ): Promise<unknown> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok || tolerated.includes(response.status)) return JSON.parse(text);
    throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
  }
}
