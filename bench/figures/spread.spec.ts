import { spreadOf, tell } from './spread';

describe('A spread', () => {
  it('has the middle of an odd number of values as its median', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
  });

  it('has the mean of the two in the middle otherwise', () => {
    expect(spreadOf([4, 1, 10, 2])).toEqual({ median: 3, min: 1, max: 10 });
  });

  it('of nothing is refused', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  it('is told with its range', () => {
    expect(tell({ median: 0.525, min: 0.4, max: 1 }, 2)).toBe('0.53 (0.40–1.00)');
  });
});
