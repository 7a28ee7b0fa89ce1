import { Logger } from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';
import { Fact } from './fact';

describe('Fact', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is told to all who listen, and to nobody who has stopped', () => {
    const rained = new Fact<number>('rained');
    const heard: number[] = [];
    const stop = rained.listen((millimetres) => heard.push(millimetres));

    rained.tell(3);
    stop();
    rained.tell(5);

    expect(heard).toEqual([3]);
  });

  it('logs what a listener throws, and reaches the next one', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const uncaught = jest.fn();
    process.once('uncaughtException', uncaught);
    const rained = new Fact<number>('rained-again');
    const heard: number[] = [];
    const error = new Error('boom');
    const stops = [
      rained.listen(() => {
        throw error;
      }),
      rained.listen((millimetres) => heard.push(millimetres)),
    ];

    expect(() => rained.tell(3)).not.toThrow();
    await turn();

    expect(heard).toEqual([3]);
    expect(logged).toHaveBeenCalledWith({ fact: 'rained-again', err: error }, 'a listener failed');
    expect(uncaught).not.toHaveBeenCalled();
    process.off('uncaughtException', uncaught);
    for (const stop of stops) stop();
  });
});
