import type { DiscoveryService } from '@nestjs/core';
import { RefusesToStart } from './errors/refuses-to-start';

type NamingDecorator<Name extends string> = ReturnType<typeof DiscoveryService.createDecorator<Name>>;

/**
 * The plugins of one kind that this process has, by the name that each gives in its decorator. For `onModuleInit`.
 * @param kind what they are, in the plural, for the refusal
 * @throws RefusesToStart when two have one name
 */
export function discovered<T, Name extends string = string>(
  discovery: DiscoveryService,
  decorator: NamingDecorator<Name>,
  kind: string,
): Map<Name, T> {
  const plugins = new Map<Name, T>();
  for (const wrapper of discovery.getProviders({ metadataKey: decorator.KEY })) {
    const name = discovery.getMetadataByDecorator(decorator, wrapper)!;
    if (plugins.has(name)) throw new RefusesToStart(`Two ${kind} claim '${name}'.`);
    plugins.set(name, wrapper.instance as T);
  }
  return plugins;
}
