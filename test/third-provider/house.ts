import { Injectable, Module, type Type } from '@nestjs/common';
import { AppModule } from '../../src/app.module';
import { ProvidesCalendar } from '../../src/calendars/provider/calendar-provider';
import { AlmanacProvider } from './almanac.provider';

@Module({ providers: [AlmanacProvider] })
class AlmanacModule {}

/** The house as it is, and the one line that a new provider takes. */
@Module({ imports: [AppModule, AlmanacModule] })
export class HouseWithAlmanac {}

/** The house with plugins of these slugs. */
export function houseWith(...slugs: string[]): Type {
  @Module({ imports: [AppModule, ...slugs.map(pluginCalled)] })
  class House {}
  return House;
}

/** A module with one plugin of that slug. */
export function pluginCalled(slug: string): Type {
  @Injectable()
  @ProvidesCalendar(slug)
  class Plugin extends AlmanacProvider {}

  @Module({ providers: [Plugin] })
  class PluginModule {}
  return PluginModule;
}
