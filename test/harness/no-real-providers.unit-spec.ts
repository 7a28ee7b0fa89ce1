import 'reflect-metadata';
import { Environment } from '../../src/config/environment';

const ENDPOINTS = Object.values(new Environment())
  .filter((value): value is URL | string => /^https:/.test(String(value)))
  .map(String);

describe('No test reaches a real provider', () => {
  it.each(ENDPOINTS)('not %s', async (url) => {
    const { cause } = await fetch(url).then(
      () => ({ cause: undefined }),
      (error: { cause?: unknown }) => error,
    );
    expect(cause).toEqual(new Error(`A test asked for ${new URL(url).hostname}.`));
  });

  it('which are eight', () => {
    expect(ENDPOINTS).toHaveLength(8);
  });
});
