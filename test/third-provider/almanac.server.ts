import { createHash, randomUUID } from 'node:crypto';
import express, { type Express, type Request } from 'express';
import { listen } from '../../sandbox/simulator/http.server';

/** A meeting as the Almanac tells it; one that is struck out has nothing but its number. */
export interface Line {
  no: number;
  what?: string;
  from?: string;
  until?: string;
  struck?: true;
}

const PAGE = 2;

/**
 * A calendar service that nobody has heard of: one person, one calendar, OAuth 2.0 with PKCE, and changes by revision.
 * It is as small as a provider can be, so that it shows what a new one takes.
 */
export class AlmanacServer {
  private readonly lines = new Map<number, Line & { revision: number }>();
  private readonly tokens = new Set<string>();
  private grant?: { code: string; challenge: string; refreshToken: string };
  private revision = 0;
  private oldest = 0;
  private reader = '';

  private constructor() {}

  static async start(): Promise<{ almanac: AlmanacServer; url: string; close(): Promise<void> }> {
    const almanac = new AlmanacServer();
    const { url, close } = await listen(almanac.routes(), 0);
    return { almanac, url, close };
  }

  /** An empty book, and a reader who has allowed nothing yet. */
  openFor(reader: string): void {
    this.lines.clear();
    this.tokens.clear();
    this.grant = undefined;
    this.reader = reader;
  }

  /** Writes lines down, or over those of the same number. */
  write(...lines: Line[]): void {
    for (const line of lines) this.lines.set(line.no, { ...line, revision: (this.revision += 1) });
  }

  /** What a person does who allows it. @returns what the browser brings back */
  consent(authUrl: string): { code: string; state: string } {
    const params = new URL(authUrl).searchParams;
    const code = randomUUID();
    this.grant = { code, challenge: params.get('code_challenge') ?? '', refreshToken: randomUUID() };
    return { code, state: params.get('state') ?? '' };
  }

  expireTokens(): void {
    this.tokens.clear();
  }

  /** Changes so far can no longer be told. */
  forgetChanges(): void {
    this.oldest = this.revision + 1;
  }

  get isConnected(): boolean {
    return this.grant !== undefined;
  }

  private routes(): Express {
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.post('/token', (request, response) => {
      const answer = this.issue(request.body as Record<string, string>);
      response.status(answer ? 200 : 400).json(answer ?? { error: 'invalid_grant' });
    });
    app.post('/revoke', (_request, response) => {
      this.grant = undefined;
      response.json({});
    });
    app.use((request, response, next) => {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      if (this.tokens.has(token)) next();
      else response.status(401).json({ error: 'invalid_token' });
    });
    app.get('/books', (_request, response) => response.json([{ name: 'Daybook', first: true }]));
    app.get('/books/Daybook', (request, response) => {
      const since = Number(request.query.since ?? 0);
      if (since > 0 && since < this.oldest) response.status(410).json({ error: 'torn out' });
      else response.json(this.page(request, since));
    });
    return app;
  }

  private issue(form: Record<string, string>): object | undefined {
    const { grant } = this;
    const verifier = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url');
    const redeems = form.code === grant?.code && verifier === grant?.challenge;
    if (!grant || !(redeems || form.refresh_token === grant.refreshToken)) return undefined;
    const token = randomUUID();
    this.tokens.add(token);
    return {
      access_token: token,
      expires_in: 3600,
      refresh_token: grant.refreshToken,
      reader: this.reader,
    };
  }

  /** Lines in their order, from a place on; at the end the revision that later changes are asked for by. */
  private page(request: Request, since: number): object {
    const { from = '', until = '', place = '0' } = request.query as Record<string, string>;
    const changed = [...this.lines.values()].filter(({ revision }) => revision > since);
    const wanted =
      since > 0
        ? changed
        : changed.filter((line) => !line.struck && line.from! < until && line.until! > from);
    const next = Number(place) + PAGE;
    const lines = wanted.slice(Number(place), next);
    return { lines, ...(next < wanted.length ? { place: next } : { revision: this.revision }) };
  }
}
