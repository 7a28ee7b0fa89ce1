import request, { type Test } from 'supertest';

/** Speaks the wire contract: paths are relative to `/api/v1`, bodies are JSON. */
export class Api {
  constructor(
    private readonly url: string,
    readonly token?: string,
  ) {}

  /** The same service with another bearer. */
  as(token: string): Api {
    return new Api(this.url, token);
  }

  get(path: string): Test {
    return this.authorize(request(this.url).get(`/api/v1${path}`));
  }

  post(path: string, body?: object): Test {
    return this.authorize(request(this.url).post(`/api/v1${path}`)).send(body);
  }

  put(path: string, body?: object): Test {
    return this.authorize(request(this.url).put(`/api/v1${path}`)).send(body);
  }

  patch(path: string, body?: object): Test {
    return this.authorize(request(this.url).patch(`/api/v1${path}`)).send(body);
  }

  delete(path: string): Test {
    return this.authorize(request(this.url).delete(`/api/v1${path}`));
  }

  private authorize(test: Test): Test {
    return this.token === undefined ? test : test.set('Authorization', `Bearer ${this.token}`);
  }
}
