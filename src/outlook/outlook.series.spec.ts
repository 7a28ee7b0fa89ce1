import { isOfSeries } from './outlook.series';

describe('A line of a round', () => {
  it.each([
    ['a master', { type: 'seriesMaster', id: 'm' }, true],
    ['the stub of an occurrence', { type: 'occurrence', id: 'o', seriesMasterId: 'm' }, true],
    [
      'an exception, which may be all that is left of its series',
      { type: 'exception', id: 'e', subject: 'Moved' },
      true,
    ],
    ['a single event', { type: 'singleInstance', id: 's', subject: 'Lunch' }, false],
    ['nonsense', null, false],
  ])('says of %s whether a series was touched', (_, line, touched) => {
    expect(isOfSeries(line)).toBe(touched);
  });
});
