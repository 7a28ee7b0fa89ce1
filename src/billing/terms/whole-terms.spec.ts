import { ValidationFailed } from '../../common/errors/problem';
import { NO_TERMS, termsAfter, type TermsChange } from './whole-terms';

const AGREED = { hourlyRate: 9_000, currency: 'EUR', rounding: 'up', roundingMinutes: 15 } as const;

/** Where a change is pointed at when it is refused. */
function pointersOf(change: TermsChange, terms = NO_TERMS): string[] {
  try {
    termsAfter(terms, change);
  } catch (error) {
    if (error instanceof ValidationFailed) {
      return (error.extensions.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    }
    throw error;
  }
  return [];
}

describe('A change of terms', () => {
  it.each<[TermsChange, object]>([
    [{}, {}],
    [{ hourlyRate: 0 }, { hourlyRate: 0 }],
    [{ currency: 'CHF' }, { currency: 'CHF' }],
    [{ rounding: 'down' }, { rounding: 'down' }],
    [{ roundingMinutes: 30 }, { roundingMinutes: 30 }],
    [
      { hourlyRate: null, currency: null },
      { hourlyRate: null, currency: null },
    ],
    [
      { rounding: null, roundingMinutes: null },
      { rounding: null, roundingMinutes: null },
    ],
    // The increment was that of the rounding which goes.
    [{ rounding: null }, { rounding: null, roundingMinutes: null }],
    [{ rounding: 'none' }, { rounding: 'none', roundingMinutes: null }],
  ])('by %j changes that and nothing else', (change, changed) => {
    expect(termsAfter(AGREED, change)).toEqual({ ...AGREED, ...changed });
  });

  it.each<[TermsChange, string[]]>([
    [{ hourlyRate: 100 }, ['/currency']],
    [{ currency: 'EUR' }, ['/hourly_rate']],
    [{ rounding: 'up' }, ['/rounding_minutes']],
    [{ rounding: 'nearest' }, ['/rounding_minutes']],
    [{ roundingMinutes: 15 }, ['/rounding']],
    [{ rounding: null, roundingMinutes: 15 }, ['/rounding']],
    [{ rounding: 'none', roundingMinutes: 15 }, ['/rounding_minutes']],
    [{ hourlyRate: 100, roundingMinutes: 15 }, ['/currency', '/rounding']],
  ])('to %j alone is refused', (change, pointers) => {
    expect(pointersOf(change)).toEqual(pointers);
  });

  it.each<[TermsChange, string[]]>([
    [{ hourlyRate: null }, ['/hourly_rate']],
    [{ currency: null }, ['/currency']],
    [{ roundingMinutes: null }, ['/rounding_minutes']],
    [{ rounding: 'none', roundingMinutes: 15 }, ['/rounding_minutes']],
  ])('that leaves half of them by %j is refused', (change, pointers) => {
    expect(pointersOf(change, AGREED)).toEqual(pointers);
  });
});
