/** Speaks to the service as a person's browser would: JSON, one connection that is kept. */
export class ApiClient {
  private constructor(
    private readonly url: string,
    private token: string,
  ) {}

  /** A new user. */
  static async signUp(url: string): Promise<ApiClient> {
    const client = new ApiClient(url, '');
    const account = { email: 'robin@example.com', name: 'Robin', password: 'correct horse battery' };
    const { access_token } = await client.post<{ access_token: string }>('/auth/signup', account);
    client.token = access_token;
    return client;
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  post<T>(path: string, body?: object): Promise<T> {
    return this.send('POST', path, body);
  }

  private async send<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // A benchmark of refusals would be a fast one.
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
