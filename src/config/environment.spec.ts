import 'reflect-metadata';
import { InvalidEnvironment, readEnvironment } from './environment';

const ENOUGH = {
  DATABASE_URL: 'postgres://localhost/billops',
  REDIS_URL: 'redis://localhost',
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  JWT_SECRET: 'a secret that is long enough for this',
};

/** What is wrong with an environment, one line a variable. */
function problemsOf(environment: Record<string, string>): string[] {
  try {
    readEnvironment(environment);
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.problems;
    throw error;
  }
  return [];
}

describe('The environment', () => {
  it('needs four variables and no more', () => {
    expect(problemsOf(ENOUGH)).toEqual([]);
    expect(problemsOf({})).toEqual(Object.keys(ENOUGH).map((name) => `${name} is missing`));
  });

  it('takes an empty value for none', () => {
    expect(problemsOf({ ...ENOUGH, DATABASE_URL: '', GOOGLE_CLIENT_ID: '' })).toEqual([
      'DATABASE_URL is missing',
    ]);
  });

  it.each([
    ['PORT', 'eighty'],
    ['SYNC_CRON', '61 * * * *'],
    ['DAILY_SUMMARY_TIME', '24:00'],
    ['SYNC_DAYS_BACK', '367'],
    ['PROCESS_ROLE', 'both'],
    ['GOOGLE_REDIRECT_URI', 'nowhere'],
    ['GOOGLE_TOKEN_URL', 'http://tokens.example/token'],
    ['MICROSOFT_TENANT_ID', '../organizations'],
    ['MICROSOFT_LOGIN_URL', 'http://login.example'],
    ['SLACK_API_URL', 'ftp://slack.example/api/'],
    ['JWT_SECRET', 'too short'],
    ['TOKEN_ENCRYPTION_KEYS', 'k1:c2hvcnQ='],
  ])('says by name what is wrong with %s, and never shows the value %s', (name, value) => {
    const [problem = '', ...others] = problemsOf({ ...ENOUGH, [name]: value });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name} must `));
    expect(problem).not.toContain(value);
  });

  it('lists all that is wrong at once', () => {
    const problems = problemsOf({ PORT: 'eighty', JWT_SECRET: 'short' });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
      'DATABASE_URL',
      'JWT_SECRET',
      'PORT',
      'REDIS_URL',
      'TOKEN_ENCRYPTION_KEYS',
    ]);
  });
});
