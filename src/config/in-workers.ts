import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { backgroundConfig } from './background.config';

/**
 * A provider that exists in processes that work in the background, and is null in those that only serve the API:
 * `inWorkers(Processor, [Dependency, getQueueToken('name')])`. For processors and ticks: @nestjs/bull and
 * @nestjs/schedule use every instance with their decorators, whatever the role of the process, but skip null. Only other
 * providers of this kind may inject it. Its module imports `ConfigModule.forFeature(backgroundConfig)`.
 * @param dependencies tokens in the order of the constructor
 */
export function inWorkers<T, D extends unknown[]>(
  Worker: new (...dependencies: D) => T,
  dependencies: { [I in keyof D]: InjectionToken<D[I]> },
): FactoryProvider<T | null> {
  return {
    provide: Worker,
    inject: [backgroundConfig.KEY, ...dependencies],
    useFactory: ({ works }: ConfigType<typeof backgroundConfig>, ...resolved: D) =>
      works ? new Worker(...resolved) : null,
  };
}
